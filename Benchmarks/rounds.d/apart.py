# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
import json
import os
import signal

from failure import Failure


def apart(function, *arguments):
    """Calls a function in a process of its own and answers what it answers, which JSON must be able to say.

    Linux counts the memory of a starting process towards the peak of the program that it becomes: what is measured is started from
    a process that stays small, and sets of numbers are not made in it.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            os.close(reader)
            try:
                answer = {"answer": function(*arguments)}
            except Failure as failure:
                answer = {"failure": str(failure), "code": failure.code}
            except OSError as error:
                answer = {"failure": f"{error.filename}: {error.strerror}", "code": 74}
            with os.fdopen(writer, "w") as pipe:
                json.dump(answer, pipe)
        finally:
            os._exit(0)
    os.close(writer)
    try:
        with os.fdopen(reader) as pipe:
            said = pipe.read()
    except BaseException:
        os.kill(child, signal.SIGTERM)
        raise
    finally:
        os.waitpid(child, 0)
    if not said:
        raise Failure(f"{function.__name__} ended without an answer; is there enough memory?", 70)
    answer = json.loads(said)
    if "failure" in answer:
        raise Failure(answer["failure"], answer["code"])
    return answer["answer"]
