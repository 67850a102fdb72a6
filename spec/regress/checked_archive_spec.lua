-- SPDX-License-Identifier: MIT
-- The archive of a release leaves out what serves the repository alone, and
-- `make lint` in it failed: shellcheck was asked for a script that it lacks.
local support = require "spec.support"

it("what is checked of scripts is there in a release as well", function()
  local directory = support.directory()
  finally(function() support.remove(directory) end)
  -- with no other checker at hand, all of which take their time
  local child = support.command(([[
    set -e
    tar -c scripts packaging | tar -x -C "$0"
    mkdir "$0/bin"
    for tool in sh cat dirname find mkdir nproc rm; do
      ln -s "$(command -v $tool)" "$0/bin"
    done
    cd "$0"
    echo true >scripts/spdx
    cat >bin/shellcheck <<'END'
#!/bin/sh
for file; do test -f "$file" || exit 1; done
END
    chmod +x bin/shellcheck
    PATH=$0/bin LUA=none BUILD=build scripts/check lint
  ]]):gsub("%$0", directory), {cwd = support.root, timeout = 60})
  assert.truthy(child.stdout:find "shellcheck +passed",
    support.describe(child))
end)
