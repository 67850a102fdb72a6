-- SPDX-License-Identifier: MIT
-- The words of units, one by one: which lines count, and in which sections.
local format = require "seccomp.format"

-- What reading a unit has to tell: "id line" each.
local function told(text)
  local _, report = format.import(text .. "\nSystemCallFilter=~ptrace\n",
    "systemd", {version = 252, arch = "amd64"})
  assert.equal("version", report[1].id)
  local list = {}
  for i = 2, #report do
    list[i - 1] = report[i].id .. " " .. report[i].message:match "^line (%d+): "
  end
  return table.concat(list, ", ")
end

local NO = {"", "0", "f", "false", "n", "no", "off", "No", "FALSE"}
local YES = {"1", "t", "true", "y", "yes", "on", "YES", "strict"}

describe("a unit", function()
  it("has commands that run without filters", function()
    for _, key in ipairs {"ExecCondition", "ExecReload", "ExecStart",
      "ExecStartPost", "ExecStartPre", "ExecStop", "ExecStopPost"}
    do
      for _, prefix in ipairs {"+", "-+", "@+", ":+", "!+", "|+", "-@:+"} do
        assert.equal("without-filter 1", told(key .. "=" .. prefix .. "/bin/a"),
          key .. prefix)
        assert.equal("without-filter 1", told(key .. "=/bin/b ; " .. prefix ..
          "/bin/a"))
      end
      for _, value in ipairs {"/bin/a", "-/bin/a", "/bin/a +", "/bin/a ;+",
        "!!/bin/a", "/+"}
      do
        assert.equal("", told(key .. "=" .. value), key .. value)
      end
    end
    for _, key in ipairs {"ExecSearchPath", "Exec", "ExecStartx", "User"} do
      assert.equal("", told(key .. "=+/bin/a"))
    end
    for _, value in ipairs(NO) do
      assert.equal("", told("PermissionsStartOnly=" .. value))
    end
    for _, value in ipairs(YES) do
      assert.equal("without-filter 1", told("PermissionsStartOnly=" .. value))
    end
  end)

  it("has settings that install filters of their own", function()
    for _, key in ipairs {"LockPersonality", "MemoryDenyWriteExecute",
      "PrivateDevices", "ProtectClock", "ProtectHostname",
      "ProtectKernelLogs", "ProtectKernelModules", "ProtectKernelTunables",
      "RestrictAddressFamilies", "RestrictNamespaces", "RestrictRealtime",
      "RestrictSUIDSGID"}
    do
      for _, value in ipairs(YES) do
        assert.equal("not-imported 1", told(key .. "=" .. value), key)
      end
      for _, value in ipairs(NO) do
        assert.equal("", told(key .. "=" .. value), key .. value)
      end
    end
    for _, key in ipairs {"PrivateTmp", "ProtectHome", "NoNewPrivileges",
      "ProtectSystem"}
    do
      assert.equal("", told(key .. "=yes"), key)
    end
  end)

  it("has them in four sections, or in none", function()
    for _, section in ipairs {"Service", "Socket", "Mount", "Swap"} do
      local head = "[" .. section .. "]\n"
      assert.equal("not-imported 2", told(head .. "LockPersonality=yes"))
      assert.equal("without-filter 2", told(head .. "ExecStart=+/bin/a"))
      assert.equal("ignored 2", told(head .. "SystemCallArchitectures=vax"))
    end
    for _, section in ipairs {"Unit", "Install", "Timer", "service"} do
      local text = "[" .. section .. "]\nLockPersonality=yes\nExecStart=+/a" ..
        "\nSystemCallFilter=read\nSystemCallLog=read\n" ..
        "SystemCallErrorNumber=EPERM\nSystemCallArchitectures=native\n" ..
        "[Service]"
      assert.equal("ignored 4, ignored 5, ignored 6, ignored 7", told(text))
    end
  end)

  it("is counted in lines as they stand in the file", function()
    assert.equal("ignored 4", told "# 1\n; 2\n\nSystemCallFilter=nosuch")
    assert.equal("ignored 1", told "SystemCallFilter=ptrace \\\n\\\nnosuch")
    assert.equal("ignored 3", told "\r\n\r\nSystemCallFilter=nosuch\r\n")
    assert.equal("ignored 2", told "\rSystemCallFilter=nosuch\r")
    assert.equal("ignored 1, ignored 2",
      told "SystemCallFilter=nosuch\nSystemCallFilter=@nosuch")
  end)

  it("passes over words that are no calls, and errnos that are none", function()
    for _, word in ipairs {"nosuch", "@nosuch", "re-ad", "read:", "read:x",
      "read:EFOO", "read:4096", ":EPERM", "read:EPERM"}
    do
      assert.equal("ignored 1", told("SystemCallFilter=" .. word), word)
    end
    for _, word in ipairs {"read", "read:EPERM", "read:0", "read:4094",
      "read:kill", "read:eperm", "@mount", "@mount:EPERM"}
    do
      assert.equal("", told("SystemCallFilter=~" .. word), word)
    end
    for _, word in ipairs {"0", "EFOO", "4096", "Kill", "kill kill"} do
      assert.equal("ignored 1", told("SystemCallErrorNumber=" .. word), word)
    end
    for _, word in ipairs {"1", "4094", "EPERM", "kill", ""} do
      assert.equal("", told("SystemCallErrorNumber=" .. word), word)
    end
    -- a log has calls alone
    assert.equal("ignored 1", told "SystemCallLog=read:EPERM")
    assert.equal("ignored 1", told "SystemCallLog=~read:EPERM")
    assert.equal("", told "SystemCallLog=read")
  end)

  it("has at most five hundred of these told", function()
    -- the version is told as well
    for n, last in pairs {[499] = "ignored", [500] = "more", [501] = "more"} do
      local _, report = format.import("SystemCallFilter=~" ..
        ("nosuch "):rep(n), "systemd", {version = 252, arch = "amd64"})
      assert.equal(math.min(n + 1, 501), #report)
      assert.equal(last, report[#report].id)
    end
  end)
end)
