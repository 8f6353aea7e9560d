#!/bin/bash
# Runs init.sql on the service sqlserver. The two passwords are passed to it as hexadecimal digits: whatever characters
# they hold, nothing in the shell, in sqlcmd or in T-SQL can take them for something else.
set -euo pipefail
# Byte by byte, whatever the locale: else [ -~] would follow the rules of a language.
export LC_ALL=C

hex_of() {
  local name=$1 value=${!1-}
  if [ "${#value}" -lt 8 ] || [ "${#value}" -gt 128 ] || [[ $value == *[!\ -~]* ]]; then
    echo "$name must have 8 to 128 characters, all of them ASCII. Correct it in docker/.env." >&2
    return 1
  fi
  printf '%s' "$value" | od -A n -v -t x1 | tr -d ' \n'
}

# Assigned before they are used, so that a refused password ends the script.
run_hex=$(hex_of STOREHOUSE_RUN_PASSWORD)
report_hex=$(hex_of STOREHOUSE_REPORT_PASSWORD)

# sqlcmd takes the password of sa from SQLCMDPASSWORD. -b: the first error ends it, with exit code 1. -I: quoted
# identifiers, as every other client has them. -r1: messages go to standard error. Tests
# put a program of their own in place of sqlcmd.
exec "${SQLCMD:-/opt/mssql-tools18/bin/sqlcmd}" -C -S sqlserver -U sa -l 30 -b -I -r1 \
  -v "RUN_PASSWORD_HEX=$run_hex" -v "REPORT_PASSWORD_HEX=$report_hex" \
  -i "$(dirname "${BASH_SOURCE[0]}")/init.sql"
