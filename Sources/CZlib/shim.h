// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// zlib for the room Lists. The initialiser is a macro, which Swift does not import.

#ifndef SYMBOLON_CZLIB_SHIM_H
#define SYMBOLON_CZLIB_SHIM_H

#include <zlib.h>

/// Prepares a stream for gzip members (RFC 1952) with a window of 32 KiB.
static inline int czlib_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

#endif
