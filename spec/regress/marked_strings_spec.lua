-- SPDX-License-Identifier: MIT
-- Numbers of a JSON text go through its library as strings that begin with
-- U+0001. A text with that character in a string was refused, so a recording
-- of a command with it in a word could be saved and not be read again; and what
-- came back marked passed for a string: a profile with the name -5 imported,
-- though every runtime refuses it. A key spelled with an escape, or for Go's
-- readers in another letter case, was not seen to be there twice.
local oci = require "seccomp.oci"
local json = require "seccomp.json"
local record = require "seccomp.record"

describe("a string that begins like a marked number", function()
  it("is one in a recording", function()
    local path = os.tmpname()
    for _, word in ipairs {"\1", "\1\1", "\0015", "x\1y", "\\u0001", "\xff",
      "5"}
    do
      local recording = record.record({"true", word}, {progress = false})
      recording:save(path)
      local back = record.load(path)
      assert.same({"true", word}, back:summary().command)
    end
    os.remove(path)
  end)

  it("is told from a number", function()
    local document = json.decode [[{"a": "\u00015", "b": -5, "c": "5"}]]
    assert.equal("string", json.type(document.a))
    assert.equal("\0015", document.a)
    assert.is_nil(json.unsigned(document.a, 64))
    assert.is_nil(json.unsigned(document.a, 64, true))
    assert.equal("number", json.type(document.b))
    assert.equal("string", json.type(document.c))
  end)

  it("is needed where a string is", function()
    for place, text in pairs {
      names = '{"names": [-5], "action": "SCMP_ACT_ALLOW"}',
      element = '{"names": ["read", 99999999999999999999], ' ..
        '"action": "SCMP_ACT_ALLOW"}',
      action = '{"names": ["read"], "action": -1}',
      comment = '{"name": 1.5, "action": "SCMP_ACT_ALLOW"}',
    } do
      for _, dialect in ipairs {"docker", "podman", "strict"} do
        local ok, err = pcall(oci.import,
          '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [' .. text .. "]}",
          {dialect = dialect})
        assert.is_false(ok, place .. dialect)
        assert.equal("EINVAL", err.code)
        assert.is_nil(err.message:find("?", 1, true), err.message)
      end
    end
  end)
end)

describe("a key that is there twice", function()
  it("is seen behind escapes", function()
    local function members(text)
      return json.members(json.decode(text))
    end
    assert.same({"action", 1, "action", 2},
      members [[{"action": 1, "\u0061ction": 2}]])
    assert.same({'"a', 1, '"a', 2}, members [[{"\"a": 1, "\u0022\u0061": 2}]])
    assert.same({"a\\u0061", 1, "aa", 2, "a\\u0062", 3},
      members [[{"a\\u0061": 1, "aa": 2, "a\\u0062": 3}]])
  end)

  it("is one in two letter cases where those are the same", function()
    local text = [[{"defaultAction": "SCMP_ACT_ERRNO",
      "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ERRNO",
        "Action": "SCMP_ACT_ALLOW"}]}]]
    local function import(dialect)
      local imported, report = oci.import(text, {dialect = dialect,
        arch = "amd64"})
      local ids = {}
      for _, entry in ipairs(report) do ids[entry.id] = true end
      return tostring(imported:compile():simulate {syscall = "read",
        arch = "amd64"}), ids
    end
    -- the last one counts
    local action, ids = import "runc"
    assert.equal("allow", action)
    assert.is_true(ids["duplicate-key"])
    -- crun knows one spelling
    action, ids = import "crun"
    assert.equal("errno(EPERM)", action)
    assert.is_true(ids["ignored-key"])
  end)
end)
