# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""One party of a SecretFlow PSI, from CSV to the CSV of matched rows: PROTOCOL RANK ADDRESSES LIST OUTPUT.

All parties get the result, as with Symbolon. Of what can be chosen, each choice is the faster one for the peer: it need not look for
repeated numbers (there are none), nor bring the parties' outputs into one order.
"""
import importlib.util
import sys
import types

from side import Side

# The package imports JAX for what is no PSI; a package of the same name and place without that loads its two libraries alone.
package = types.ModuleType("spu")
package.__path__ = list(importlib.util.find_spec("spu").submodule_search_locations)
sys.modules["spu"] = package

from spu import libpsi  # noqa: E402
from spu.libspu import link  # noqa: E402

PROTOCOLS = {
    "ecdh": libpsi.PsiProtocol.PROTOCOL_ECDH,
    "rr22": libpsi.PsiProtocol.PROTOCOL_RR22,
    "ecdh-3pc": libpsi.PsiProtocol.PROTOCOL_ECDH_3PC,
    "ecdh-npc": libpsi.PsiProtocol.PROTOCOL_ECDH_NPC,
}


def main():
    protocol, rank, addresses, source, target = sys.argv[1:]
    side = Side()
    description = link.Desc()
    description.recv_timeout_ms = 4 * 3600 * 1000
    description.http_timeout_ms = 600 * 1000
    description.connect_retry_times = 600
    description.connect_retry_interval_ms = 50
    for place, address in enumerate(addresses.split(",")):
        description.add_party(f"party-{place + 1}", address)
    configuration = libpsi.PsiExecuteConfig(
        protocol_conf=libpsi.PsiProtocolConfig(
            protocol=PROTOCOLS[protocol], receiver_rank=0, broadcast_result=True,
            ecdh_params=libpsi.EcdhParams(curve=libpsi.EllipticCurveType.CURVE_25519)),
        input_params=libpsi.InputParams(path=source, selected_keys=["phone"], keys_unique=True),
        output_params=libpsi.OutputParams(path=target, disable_alignment=True))
    # Before the word: psi_execute connects once more, by messages under the same keys. A party that was still waiting for the first ones
    # would take the second ones for repetitions, and wait for ever.
    context = link.create_brpc(description, int(rank))
    side.wait_for_go()
    libpsi.psi_execute(configuration, context)
    side.done()


main()
