# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""One party of an OpenMined PSI, from CSV to the CSV of matched rows: server|client ADDRESS LIST OUTPUT.

The client alone learns which rows matched: the server writes no rows. The exact structure is taken, without false positives; both
sides work at the same time as far as the protocol lets them. The library has no transport: messages go over TCP.
"""
import socket
import sys
import time

import private_set_intersection.python as psi

from side import Side


def send(connection, message):
    body = message.SerializeToString()
    connection.sendall(len(body).to_bytes(8, "big"))
    connection.sendall(body)


def receive(connection, message):
    def exactly(count):
        body = bytearray(count)
        view = memoryview(body)
        while view:
            got = connection.recv_into(view)
            if got == 0:
                sys.exit("the other side went away")
            view = view[got:]
        return bytes(body)

    message.ParseFromString(exactly(int.from_bytes(exactly(8), "big")))
    return message


def numbers(path):
    with open(path, encoding="ascii") as file:
        return file.read().split()[1:]


def serve(address, path):
    host, port = address.split(":")
    with socket.create_server((host, int(port))) as listener:
        items = numbers(path)
        server = psi.server.CreateWithNewKey(True)
        setup = server.CreateSetupMessage(1e-9, len(items), items, psi.DataStructure.RAW)
        connection, _ = listener.accept()
        with connection:
            # The request is read first: the other side waits for it to be taken before it reads.
            request = receive(connection, psi.Request())
            send(connection, setup)
            send(connection, server.ProcessRequest(request))


def ask(address, path, output):
    host, port = address.split(":")
    items = numbers(path)
    client = psi.client.CreateWithNewKey(True)
    request = client.CreateRequest(items)
    for _ in range(200):
        try:
            connection = socket.create_connection((host, int(port)))
            break
        except ConnectionRefusedError:
            time.sleep(0.05)
    else:
        sys.exit("the server does not listen")
    with connection:
        send(connection, request)
        setup = receive(connection, psi.ServerSetup())
        response = receive(connection, psi.Response())
    matched = client.GetIntersection(setup, response)
    with open(output, "w", encoding="ascii") as file:
        file.write("phone\n")
        file.writelines(f"{items[place]}\n" for place in matched)


def main():
    role, address, source, target = sys.argv[1:]
    side = Side()
    side.wait_for_go()
    if role == "server":
        serve(address, source)
    else:
        ask(address, source, target)
    side.done()


main()
