-- SPDX-License-Identifier: MIT
-- dkjson decodes JSON by recursion. A profile of very many nested lists ended
-- in "stack overflow", a string where all other refusals are error objects, and
-- in thousands of levels it read what lua-cjson refused.
local support = require "spec.support"

describe("JSON that is nested too deeply", function()
  for _, library in ipairs {"cjson", "dkjson"} do
    it("is refused by an error object, with " .. library, function()
      local child = support.succeeds(([[
        if not pcall(require, %q) then print "missing" os.exit(0) end
        if %q == "dkjson" then
          package.preload["cjson.safe"] = function() error "not here" end
        end
        local oci = require "seccomp.oci"
        local function profile(n)
          return '{"defaultAction": "SCMP_ACT_ALLOW", "x": ' ..
            ("["):rep(n) .. ("]"):rep(n) .. "}"
        end
        assert(oci.import(profile(50)))
        for _, text in ipairs {profile(101), profile(5000), profile(300000),
          ("["):rep(1000000), ('{"a":'):rep(200000)} do
          local ok, err = pcall(oci.import, text)
          assert(not ok and err.code == "EINVAL" and
            err.message:find("nested too deeply", 1, true), tostring(err))
        end
      ]]):format(library, library))
      if child.stdout:find "missing" then pending(library .. " is not here") end
    end)
  end
end)
