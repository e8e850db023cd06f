@echo off
rem Dobbeltklikk for å åpne skrivepulten på Windows.
chcp 65001 >nul
cd /d "%~dp0"
set "found="
for %%p in ("py -3" "python" "python3") do if not defined found (
  %%~p -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "found=%%~p"
)
if not defined found (
  echo Skrivepulten trenger Python 3.11 eller nyere, og fant ingen på denne maskinen.
  echo Hent Python på https://www.python.org/downloads/, installer den, og dobbeltklikk på nytt.
  pause
  exit /b 1
)
%found% run.py serve
if errorlevel 1 pause
