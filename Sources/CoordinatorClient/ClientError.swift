// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0
