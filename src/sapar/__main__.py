from sapar.cli import main

main()
