#!/bin/sh
# Dobbeltklikk for å åpne skrivepulten på macOS.
cd "${0%/*}" || exit 1
for python in python3 python; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    "$python" run.py serve && exit 0
    echo "Skrivepulten stoppet. Årsaken står over. Trykk Enter for å lukke vinduet."
    read -r _
    exit 1
  fi
done
echo "Skrivepulten trenger Python 3.11 eller nyere, og fant ingen på denne maskinen."
echo "Hent Python på https://www.python.org/downloads/, installer den, og dobbeltklikk på nytt."
echo "Trykk Enter for å lukke vinduet."
read -r _
exit 1
