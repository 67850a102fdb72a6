-- What `luacheck .` reads.
std = "lua54"
max_line_length = 80
exclude_files = {"build/", "lua_modules/", ".luarocks/"}

-- stand between the interpreter and what it runs
files["scripts/coverage.lua"] = {ignore = {"122"}}
files["scripts/mutants/hook.lua"] = {ignore = {"122"}}
files["spec/"] = {std = "+busted"}
-- data for an editor: types without code
files["types/"] = {ignore = {"21.", "241"}, max_line_length = false}
files[".luacheckrc"] = {ignore = {"111"}}
files["config.ld"] = {ignore = {"111"}}
