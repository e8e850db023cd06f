"""`python -m newsroom`: the tasks of a site, for the folder it is started in."""

from invoke import Collection, Program

from newsroom import tasks

program = Program(namespace=Collection.from_module(tasks), binary="python -m newsroom")

if __name__ == "__main__":
    program.run()
