-- SPDX-License-Identifier: MIT
local t = {"close"} t.action = "kill"
for i = 2, 9 do t[i] = "dup" end
return {default = "allow", rules = {t}}
