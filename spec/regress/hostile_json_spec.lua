-- SPDX-License-Identifier: MIT
-- Profiles are not trusted, and some took forever: each pair of rules with
-- conditions was looked at and told of, the sets of values under masks doubled
-- with each condition (a profile of 1 kB with 12 of them never came back), an
-- unknown name was compared with every known one three times, names were
-- multiplied by alternatives, and export took exceptions from exceptions
-- without end. A list of 1.2 million subArchitectures was too many results to
-- unpack, and messages held whole keys of 4 MB. What is left when the work is
-- bounded is what was there before, or E2BIG. None of the profiles here takes
-- more than seconds; support.succeeds gives a child a minute.
local oci = require "seccomp.oci"
local support = require "spec.support"

-- Runs a script that has `profile` and the functions to make one.
local function child(script)
  support.succeeds([[
    local oci = require "seccomp.oci"
    local policy = require "seccomp.policy"
    local function each(n, fn)
      local out = {}
      for i = 1, n do out[i] = fn(i) end
      return table.concat(out, ",")
    end
    local function block(names, action, args)
      return ('{"names":[%s],"action":"SCMP_ACT_%s","args":[%s]}'):format(
        names, action, args or "")
    end
    local function arg(index, op, value, two)
      return ('{"index":%d,"op":"SCMP_CMP_%s","value":%u,"valueTwo":%u}')
        :format(index, op, value, two or 0)
    end
    require("seccomp.kernel.installed").version = function() end
    -- libseccomp is not asked: it would be at work for minutes, and then no
    -- kernel takes what it makes
    local function import(blocks, more)
      return oci.import('{"defaultAction":"SCMP_ACT_ERRNO"' .. (more or "") ..
        ',"syscalls":[' .. blocks .. "]}", {dialect = "docker", caps = {},
        kernel = "6.1", arch = "amd64", check = false})
    end
    local function last_by_id(report)
      local out = {}
      for _, finding in ipairs(report) do out[finding.id] = finding end
      return out
    end
    local function alternating(i) return i % 2 == 0 and "ALLOW" or "KILL" end
    local function too_big(fn, ...)
      local ok, err = pcall(fn, ...)
      assert(not ok and err.code == "E2BIG", ok or tostring(err))
      assert(#err.message < 400, err.message)
      return err
    end
  ]] .. script)
end

describe("a profile made to take forever", function()
  it("by rules that overlap is read, and some of that is told", function()
    child [[
      local p, report = import(each(2500, function(i)
        return block('"read"', alternating(i), arg(i % 6, "MASKED_EQ",
          i * 7 + 2^33, i))
      end))
      assert(#report < 1200, #report)
      local last = last_by_id(report)
      assert(last.overlap.witness and last["overlaps-unread"])
      assert(last["mask-value"].message:find "and there are more")
      too_big(p.compile, p)
      too_big(oci.export, p)
    ]]
  end)

  it("by rules that do not is read, or is too much", function()
    child [[
      local function rules(n)
        return each(n, function(i)
          return block('"read"', alternating(i), arg(0, "EQ", i))
        end)
      end
      local p, report = import(rules(2000))
      local last = last_by_id(report)
      assert(last["overlaps-unread"] and not last.overlap)
      assert(tostring(p:compile():simulate {arch = "amd64", syscall = "read",
        arg0 = 2000})
        == "allow")
      assert(too_big(oci.export, p).op == "export")
      local err = too_big(import, rules(16400))
      assert(err.op == "import" and err.message:find "block 16385: ", err)
    ]]
  end)

  it("by conditions of which any may hold is read, or is too much", function()
    child [[
      local p = import(block('"read"', "ALLOW", each(12, function(i)
        return arg(0, "MASKED_EQ", 31 << (i - 1) * 5)
      end)))
      assert(tostring(p:compile():simulate {arch = "amd64", syscall = "read",
        arg0 = -1 << 5}) == "allow")
      local _, report = import(block('"read"', "ALLOW",
        each(2000, function(i) return arg(0, "EQ", i * 2) end)))
      for _, finding in ipairs(report) do assert(#finding.message < 400) end
      too_big(import, block(each(20000, function() return '"read"' end),
        "ALLOW", each(10000, function(i) return arg(0, "EQ", i) end)))
    ]]
  end)

  it("by names that nobody knows is too much", function()
    child [[
      local function names(n)
        return block(each(n, function(i) return ('"zz%d"'):format(i) end),
          "ALLOW")
      end
      -- the last of them, which is not told by itself, is an error
      local _, report = import(names(2000) .. "," .. block('"zz"', "KILL"))
      local rest
      for _, finding in ipairs(report) do
        if finding.message:find "and there are more" then rest = finding end
      end
      assert(rest.id == "unknown-syscall" and rest.severity == "error")
      too_big(import, names(50000))
      import(block(each(50000, function() return '"read"' end), "ALLOW"))
    ]]
  end)

  it("by long lists is read", function()
    child [[
      local function refused(pattern, ...)
        local ok, err = pcall(import, ...)
        assert(not ok and type(err) == "table" and err.message:find(pattern),
          tostring(err))
      end
      refused("architecture \"\"", "", ',"archMap":[{"architecture":' ..
        '"SCMP_ARCH_X86_64","subArchitectures":[' ..
        each(1100000, function() return '""' end) .. "]}]")
      refused("architecture \"x+…\"$", "", ',"architectures":["' ..
        ("x"):rep(4000000) .. '"]')
      local _, report = import("", "," .. each(50000, function(i)
        return ('"a%d":0'):format(i)
      end))
      assert(#report < 600 and last_by_id(report)["ignored-key"].message:find
        "and there are more")
    ]]
  end)
end)

it("messages show the beginning of long names", function()
  local long = ("ü"):rep(100000)
  for _, text in ipairs {
    '{"defaultAction": "%s"}',
    '{"defaultAction": "SCMP_ACT_ERRNO", "%s": 1, "%s": 2}',
    '{"defaultAction": "SCMP_ACT_ERRNO", "flags": ["%s"]}',
    '{"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["%s"]}',
    '{"defaultAction": "SCMP_ACT_ERRNO", "defaultErrno": "%s"}',
    '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["%s"], ' ..
      '"action": "SCMP_ACT_ALLOW", "includes": {"caps": ["%s"]}}]}',
    '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["%s"], ' ..
      '"action": "SCMP_ACT_ALLOW"}]}',
    '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], ' ..
      '"action": "SCMP_ACT_ALLOW", "includes": {"minKernel": "%s"}}]}',
    '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], ' ..
      '"action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 1, ' ..
      '"op": "%s"}]}]}',
  } do
    for _, dialect in ipairs {"docker", "podman", "crun", "strict"} do
      local ok, result, report = pcall(oci.import, (text:gsub("%%s", long)),
        {dialect = dialect, caps = {}, kernel = "6.1"})
      for _, what in ipairs(ok and report or {result}) do
        assert.truthy(#what.message < 700 and utf8.len(what.message))
      end
    end
  end
end)
