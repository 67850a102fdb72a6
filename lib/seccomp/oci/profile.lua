--- A profile as its consumer reads it: conditions decided, names and numbers
-- checked, what the reader ignores left out and reported.
-- @module seccomp.oci.profile

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local capabilities = require "seccomp.oci.capabilities"
local consumers = require "seccomp.oci.consumers"
local errors = require "seccomp.error"
local json = require "seccomp.json"

local M = {}

local ipairs, next, pairs, type = ipairs, next, pairs, type
local attempt = errors.attempt
local open = io.open
local find, gsub = string.find, string.gsub
local move, sort = table.move, table.sort

-- As all errors here, for seccomp.oci to say which function of it fails.
local function refuse(format, ...)
  errors.raise("oci", "EINVAL", format:format(...))
end

local function at(number)
  return number and ("syscalls block %d"):format(number) or "the profile"
end

-- {1, 2, 3}: a table with no other keys. Nothing is an empty list.
local function list(value, what)
  if value == nil then return {} end
  if json.type(value) ~= "table" then
    refuse("%s: a list is expected, this is a %s", what, json.type(value))
  end
  local count = 0
  for _ in pairs(value) do count = count + 1 end
  if count ~= #value then refuse("%s: a list is expected", what) end
  return value
end

-- Raises for text that goes on behind a NUL: the consumers hand it to C, where
-- "read\0x" is read().
local function check_nul(value, what)
  if find(value, "\0", 1, true) then
    refuse("%s: \"%s\" has an embedded NUL", what, json.text(value))
  end
end

local function strings(value, what)
  local words = list(value, what)
  for i = 1, #words do
    local word = words[i]
    if type(word) ~= "string" then
      refuse("%s: element %d is a %s, a string is expected", what, i,
        json.type(word))
    end
    if find(word, "\0", 1, true) then check_nul(word, what) end
  end
  return words
end

local function text(value, what)
  if value ~= nil and json.type(value) ~= "string" then
    refuse("%s: a string is expected, this is a %s", what, json.type(value))
  end
  if value then check_nul(value, what) end
  return value
end

-- A key as Go's readers compare it with the names that they know: in any letter
-- case, and with the two characters beyond ASCII that fold to one within.
local function folded(key)
  return (gsub(gsub(key, "\u{17F}", "s"), "\u{212A}", "k"):lower())
end

-- By set of known keys: {folded key = key}.
local folded_keys = {}

local function folded_of(known)
  if not folded_keys[known] then
    local out = {}
    for key in pairs(known) do out[folded(key)] = key end
    folded_keys[known] = out
  end
  return folded_keys[known]
end

-- Keys and values of an object in turn: as they stand in the text, or sorted
-- where it is a table of the caller's.
local function in_order(object, where)
  if json.type(object) ~= "table" then
    refuse("%s: an object is expected, this is a %s", where,
      json.type(object))
  end
  local out, keys = json.members(object), {}
  if out then return out end
  for key in pairs(object) do
    if type(key) ~= "string" then
      refuse("%s: an object is expected, this is a list", where)
    end
    keys[#keys + 1] = key
  end
  sort(keys)
  out = {}
  for i, key in ipairs(keys) do
    out[2 * i - 1], out[2 * i] = key, object[key]
  end
  return out
end

-- Tells of a key that the reader does not know.
local function report_ignored(reader, key, value, where, number)
  local consumer, report = reader.consumer, reader.report
  if key == "includes" or key == "excludes" then
    if json.is_null(value) then return end
    if type(value) ~= "table" or next(value) ~= nil then
      report:add("ignored-condition", "warning",
        ("%s ignores %s: %s applies to every arch, capability and kernel")
        :format(consumer.label, key, where), number)
    end
  elseif key == "minKernel" then
    report:add("ignored-condition", "warning",
      ("%s ignores minKernel: %s applies to every kernel"):format(
        consumer.label, where), number)
  elseif key == "name" and not json.is_null(value) then
    report:add("ignored-key", "warning",
      ("%s ignores \"name\" in %s: it reads \"names\", a list"):format(
        consumer.label, where), number)
  elseif not consumers.is_remark(key) then
    report:add("ignored-key", "warning",
      ("%s ignores \"%s\" in %s"):format(consumer.label, json.text(key),
        where), number)
  end
end

local function is_plain(value)
  return json.type(value) ~= "table" and not json.is_null(value)
end

-- A key that the object has twice. Go decodes the second value into the first,
-- so that of a list or an object something stays which the second does not
-- have; of what is neither, the second counts. Other readers take either.
local function check_twice(reader, key, before, value, where, number)
  local consumer = reader.consumer
  if not consumer.go then
    refuse("%s: \"%s\" is there twice: take one out", where, json.text(key))
  elseif not (is_plain(before) and is_plain(value)) then
    refuse("%s: \"%s\" is there twice, and %s decodes the second into the " ..
      "first, of which something stays: take one out", where, json.text(key),
      consumer.label)
  end
  reader.report:add("duplicate-key", "warning",
    ("%s: \"%s\" is there twice; the last one counts"):format(where,
      json.text(key)), number)
end

-- The members of a JSON object that the reader knows. What it does not know is
-- reported; a Go reader also takes a key in another letter case.
local function members(reader, object, known, where, number)
  local listed = in_order(object, where)
  local out, seen, meanings = {}, {}, folded_of(known)
  local consumer, report = reader.consumer, reader.report
  for i = 1, #listed, 2 do
    local key, value = listed[i], listed[i + 1]
    check_nul(key, where)
    local meant = known[key] and key or
      consumer.go and meanings[folded(key)]
    if meant and seen[meant] ~= nil then
      check_twice(reader, key, seen[meant], value, where, number)
    end
    if meant then
      seen[meant] = value
      if json.is_null(value) then
        out[meant] = nil
      else
        out[meant] = value
      end
      if meant ~= key then
        report:add("key-case", "warning",
          ("%s: \"%s\" is read as \"%s\""):format(where, json.text(key),
            meant), number)
      end
    else
      if seen[key] ~= nil and consumer.strict then
        refuse("%s: \"%s\" is there twice: take one out", where,
          json.text(key))
      end
      seen[key] = value
      report_ignored(reader, key, value, where, number)
    end
  end
  return out
end

local function unsigned(reader, value, bits, what)
  if value == nil then return nil end
  local number, why = json.unsigned(value, bits, reader.digits)
  if not number then
    refuse("%s is %s: an unsigned integer of %d bits is expected (%s)", what,
      json.text(value), bits, why)
  end
  return number
end

-- An errno of errnoRet, or of containers-common's errno (a name or digits).
local function errno_code(reader, fields, key, key_named, where, number)
  local code = unsigned(reader, fields[key], 32, where .. ": " .. key)
  local named = text(fields[key_named], where .. ": " .. key_named)
  if not named or named == "" then return code end
  local value = named:match "^%d+$" and json.unsigned(named, 32, true)
  if not value then
    local ok, action = attempt(seccomp.action, "errno(" .. named .. ")")
    if not ok or not named:match "^E%w+$" then
      refuse("%s: unknown errno \"%s\"", where, json.text(named))
    end
    value = action.code
  end
  if code and code ~= value then
    reader.report:add("errno-both", "warning",
      ("%s: %s says %s and %s says %d: the former is used"):format(where,
        key_named, json.text(named), key, code), number)
  end
  return value
end

-- What runtimes make of a number of more than 16 bits, where they install that.
local function cut(code, what, most)
  local low = code & 0xffff
  return code > low and low <= most and ("; crun and runc cut it to %s %d%s")
    :format(what, low, what == "errno" and low == 0 and
    ", with which the call is skipped and reports success" or "") or ""
end

-- Our spec of an action of the runtime specification.
local function action(reader, name, code, where, number)
  if name == nil then refuse("%s: \"action\" is missing", where) end
  local ours = type(name) == "string" and consumers.actions[name]
  if not ours then
    refuse("%s: \"%s\" is not an action (SCMP_ACT_ALLOW, SCMP_ACT_ERRNO, …)",
      where, json.text(name))
  elseif name:find "KILL_" and reader.consumer.kill_words == false then
    refuse("%s: %s does not know %s", where, reader.consumer.runtime_label,
      name)
  end
  if not consumers.coded[ours] then
    if code and reader.consumer.strict_errno then
      refuse("%s: an errno for %s, which has none: %s refuses the profile",
        where, name, reader.consumer.runtime_label or reader.consumer.label)
    elseif code then
      reader.report:add("errno-ignored", "warning",
        ("%s: errno %d is ignored, %s has none"):format(where, code, name),
        number)
    end
    return ours
  end
  code = code or 1 -- EPERM
  if ours == "errno" then
    if code > 4094 then
      refuse("%s: %d is not an errno: libseccomp takes 0 to 4094%s", where,
        code, cut(code, "errno", 4094))
    end
    if code == 0 then
      reader.report:add("errno-zero", "warning",
        where .. ": with errno 0 the call is skipped and reports success",
        number)
    end
  elseif code > 65535 then
    refuse("%s: %d is not a trace message: they have 16 bits%s", where, code,
      cut(code, "trace message", 65535))
  end
  return ("%s(%d)"):format(ours, code)
end

-- Digits of a version number, as strconv.ParseUint(…, 10, 8).
local function byte(digits)
  local number = digits:match "^%d+$" and json.unsigned(digits, 32, true)
  return number and number <= 255 and number or nil
end

-- minKernel: {kernel, major}; nil when there is none.
local function min_kernel(value, where)
  if value == nil then return nil end
  if json.type(value) ~= "string" then
    refuse("%s: minKernel is a string such as \"4.8\"", where)
  end
  if value == "" then return {0, 0} end
  local kernel, major = value:match "^([^.]*)%.([^.]*)$"
  kernel, major = kernel and byte(kernel), major and byte(major)
  if not kernel or not major or (kernel == 0 and major == 0) then
    refuse("%s: minKernel \"%s\": a version such as \"4.8\" is expected",
      where, json.text(value))
  end
  return {kernel, major}
end

--- The first two numbers of a kernel release, or nil.
function M.kernel_version(release)
  local kernel, major = release:match "^%s*(%d+)%.(%d+)[^\0]*$"
  if not kernel or #kernel > 9 or #major > 9 then return nil end
  return {math.tointeger(kernel), math.tointeger(major)}
end

local function read_file(path)
  local file, message = open(path)
  if not file then
    refuse("the system cannot be asked (%s): give the option", message)
  end
  local content = file:read "a"
  file:close()
  return content
end

-- What the conditions ask about, from the options or else from the system, the
-- first time that it is asked for.
local function kernel(reader)
  if not reader.kernel then
    local release = read_file "/proc/sys/kernel/osrelease"
    reader.kernel = M.kernel_version(release) or
      refuse("no kernel version in \"%s\"", release)
    reader.report.kernel = ("%d.%d"):format(reader.kernel[1], reader.kernel[2])
    reader.report:add("from-system", "note",
      "kernel " .. reader.report.kernel .. " is this system's")
  end
  return reader.kernel
end

-- Whether containers that the profile is for have a capability. The report
-- says which they have, the first time that it is asked for.
local function has_cap(reader, cap, where, number)
  local report = reader.report
  if not reader.caps then
    local word = reader.caps_word or reader.consumer.caps
    local names, message = capabilities.named(word)
    if not names then
      refuse("the system cannot be asked for capabilities (%s): give a list",
        message)
    end
    reader.caps = capabilities.set(names)
    report.caps, report.caps_from = names, word
  end
  if not reader.caps_told then
    reader.caps_told = true
    local names, word = report.caps or {}, report.caps_from
    local shown = word == "all" and "" or #names == 0 and "" or ": " ..
      gsub(table.concat(names, " "), "CAP_", "")
    report:add("capabilities", "note", (not word and
      "read for the capabilities that were given" or
      ("read for %s capabilities"):format(word == "none" and "no" or
      word == "all" and "all" or word == "mine" and "this process's" or
      ("a %s container's%s"):format(capabilities.label[word],
      reader.caps_word and "" or " default"))) .. shown)
  end
  if not capabilities.known[cap] and not reader.caps[cap] then
    report:add("unknown-capability", "warning",
      ("%s: \"%s\" is not a capability, no process has it"):format(where,
        json.text(cap)), number)
  end
  return reader.caps[cap] == true
end

local function contains(words, word)
  for _, other in ipairs(words) do
    if other == word then return true end
  end
  return false
end

-- Whether includes.arches or excludes.arches name the native arch.
local function names_arch(reader, words)
  if not reader.consumer.strict then
    return contains(words, reader.word)
  end
  for _, word in ipairs(words) do
    if seccomp.arch(word) == reader.arch then return true end
  end
  return false
end

local function filter(reader, value, where, number)
  if value == nil then return {caps = {}, arches = {}} end
  local fields = members(reader, value, reader.consumer.keys.filter, where,
    number)
  return {
    caps = strings(fields.caps, where .. ".caps"),
    arches = strings(fields.arches, where .. ".arches"),
    min_kernel = min_kernel(fields.minKernel, where),
  }
end

local function at_least(version, minimum)
  if version[1] ~= minimum[1] then return version[1] > minimum[1] end
  return version[2] >= minimum[2]
end

-- Why a block does not apply; nil when it does. The order is the loaders'.
local function dropped(reader, includes, excludes, where, number)
  if #excludes.arches > 0 and names_arch(reader, excludes.arches) then
    return "excludes.arches names " .. reader.arch
  end
  for _, cap in ipairs(excludes.caps) do
    if has_cap(reader, cap, where, number) then
      return "excludes.caps: " .. json.text(cap)
    end
  end
  if excludes.min_kernel and at_least(kernel(reader), excludes.min_kernel) then
    return "excludes.minKernel"
  end
  if #includes.arches > 0 and not names_arch(reader, includes.arches) then
    return "includes.arches does not name " .. reader.arch
  end
  for _, cap in ipairs(includes.caps) do
    if not has_cap(reader, cap, where, number) then
      return "includes.caps: no " .. json.text(cap)
    end
  end
  if includes.min_kernel and not at_least(kernel(reader), includes.min_kernel)
  then
    return "includes.minKernel"
  end
  return nil
end

local function condition(reader, value, where, number)
  local fields = members(reader, value, reader.consumer.keys.arg, where, number)
  for _, key in ipairs {"index", "value", "op"} do
    if fields[key] == nil then
      if key == "op" or reader.consumer.strict_fields then
        refuse("%s: \"%s\" is missing", where, key)
      end
      reader.report:add("missing-field", "warning",
        ("%s: no \"%s\", it is taken for 0"):format(where, key), number)
    end
  end
  local op = consumers.operators[fields.op]
  if not op then
    refuse("%s: \"%s\" is not an operator (SCMP_CMP_EQ, SCMP_CMP_MASKED_EQ, …)",
      where, json.text(fields.op))
  end
  local index = unsigned(reader, fields.index, 64, where .. ": index") or 0
  if index < 0 or index > 5 then
    refuse("%s: index %s: a syscall has arguments 0 to 5", where,
      json.text(fields.index))
  end
  local a = unsigned(reader, fields.value, 64, where .. ": value") or 0
  local b = unsigned(reader, fields.valueTwo, 64, where .. ": valueTwo") or 0
  if op ~= "masked_eq" then
    if b ~= 0 then
      reader.report:add("value-two", "warning",
        ("%s: valueTwo means nothing to %s"):format(where, fields.op), number)
    end
    return {arg = index, op = op, a = a, b = 0}
  end
  if b & ~a ~= 0 then
    reader.report:add("mask-value", "warning",
      ("%s: valueTwo has bits outside the mask 0x%x, which libseccomp drops")
      :format(where, a), number)
  end
  if a == 0 then
    reader.report:add("mask-zero", "warning",
      where .. ": a mask of 0 lets every value through", number)
  end
  return {arg = index, op = op, a = a, b = b & a}
end

-- One element of "syscalls", or nil when it does not apply.
local function block(reader, value, number)
  local consumer, report, where = reader.consumer, reader.report, at(number)
  local fields = members(reader, value, consumer.keys.block, where, number)
  local names = strings(fields.names, where .. ": names")
  local name = text(fields.name, where .. ": name")
  local includes = consumer.conditions and
    filter(reader, fields.includes, where .. ": includes", number)
  local excludes = consumer.conditions and
    filter(reader, fields.excludes, where .. ": excludes", number)
  if includes then
    local why = dropped(reader, includes, excludes, where, number)
    if why then
      report:drop(number, why)
      return nil
    end
  end
  if name and name ~= "" then
    if #names > 0 then
      refuse("%s: both \"name\" and \"names\"; use one of them", where)
    end
    names = {name}
  end
  if fields.names == nil and not consumer.engine and consumer.runtime == "crun"
  then
    refuse("%s: \"names\", a list, is missing%s", where,
      json.members(value) and value.name and "; there is \"name\", which " ..
        "dialect docker and podman read" or "")
  end
  if #names == 0 then
    if consumer.strict_fields then refuse("%s: no names", where) end
    report:add("no-names", "warning", where .. " names no syscall", number)
    if consumer.drops_empty_blocks then return nil end
  end
  local code = errno_code(reader, fields, "errnoRet", "errno", where, number)
  local spec = action(reader, fields.action, code, where, number)
  local conditions = {}
  for i, arg in ipairs(list(fields.args, where .. ": args")) do
    conditions[i] = condition(reader, arg, ("%s: args element %d"):format(where,
      i), number)
  end
  return {number = number, names = names, action = spec,
    conditions = conditions}
end

-- The canonical name of an arch of the runtime specification.
local function arch_name(reader, word)
  local consumer = reader.consumer
  local plain = word:match "^SCMP_ARCH_([%w_]+)$"
  if not plain and consumer.runtime == "crun" then
    plain = word:match "^[%w_]+$" -- crun strips the prefix where there is one
  end
  local any_case = consumer.runtime == "crun"
  local name = plain and (any_case or plain == plain:upper()) and
    plain:upper() ~= "NATIVE" and
    seccomp.arch("SCMP_ARCH_" .. plain:upper())
  if not name or (consumer.arches and not consumer.arches[name]) then
    refuse("%s does not take the architecture \"%s\"",
      consumer.runtime_label or consumer.label, json.text(word))
  end
  return name
end

-- The arches of the filter: the native one, then those that were asked for.
local function arches(reader, fields)
  local consumer, report = reader.consumer, reader.report
  local words = strings(fields.architectures, "architectures")
  local map = list(fields.archMap, "archMap")
  if #words > 0 and #map > 0 then
    refuse "both \"architectures\" and \"archMap\"; use one of them"
  end
  local wanted, entry = words, nil
  for i, value in ipairs(map) do
    local where = ("archMap entry %d"):format(i)
    local pair = members(reader, value, consumer.keys.map, where)
    local subs = strings(pair.subArchitectures, where)
    local ours = text(pair.architecture, where)
    if not entry and ours and seccomp.arch(ours) == reader.arch and
      ours:match "^SCMP_ARCH_[%u%d_]+$"
    then
      entry = move(subs, 1, #subs, 2, {ours})
    end
  end
  if #map > 0 and consumer.mapped and not consumer.mapped[reader.arch] then
    report:add("archmap-ignored", "warning",
      ("%s never finds the archMap entry of %s: other arches are left out")
      :format(consumer.label, reader.arch))
  elseif #map > 0 and not entry then
    report:add("archmap-no-entry", "note",
      ("archMap has no entry for %s: no other arch is added"):format(
        reader.arch))
  elseif entry then
    wanted = entry
  end
  local out, seen = {reader.arch}, {[reader.arch] = true}
  local native_listed = #wanted == 0
  for _, word in ipairs(wanted) do
    local name = arch_name(reader, word)
    if name == reader.arch then native_listed = true end
    if not seen[name] then
      seen[name] = true
      out[#out + 1] = name
    end
  end
  if not native_listed then
    report:add("native-added", "note",
      ("the native arch %s is in the filter although it is not listed")
      :format(reader.arch))
  end
  return out, #wanted > 0 and native_listed
end

-- The options of policy:load that the flags ask for.
local function flags(reader, value)
  local consumer, report = reader.consumer, reader.report
  if consumer.engine and json.type(value) == "table" and next(value) == nil then
    report:add("flags-dropped", "warning", ("%s leaves out \"flags\": [] on " ..
      "the way to %s, which takes its default"):format(consumer.label,
      consumer.runtime))
    value = nil
  end
  if value == nil then
    if consumer.flags then
      report:add("flags-default", "note",
        ("no \"flags\": %s asks for SECCOMP_FILTER_FLAG_SPEC_ALLOW, which " ..
        "leaves speculative store bypass on"):format(consumer.runtime_label))
      return {ssb = true}
    end
    return {}
  end
  local out = {}
  local listed = strings(value, "flags")
  if consumer.flags == false and #listed > 0 then
    refuse("%s refuses a profile with \"flags\"", consumer.runtime_label)
  end
  for _, flag in ipairs(listed) do
    local option = consumers.flags[flag]
    if option == "wait_kill" and consumer.wait_kill == false then
      refuse("%s does not know %s", consumer.runtime_label, flag)
    end
    if not option then
      refuse("\"%s\" is not a seccomp flag that %s knows", json.text(flag),
        consumer.label)
    end
    if option == "tsync" and consumer.runtime == "runc" then
      report:add("flag-ignored", "note", "runc ignores " .. flag)
    else
      out[option] = true
    end
  end
  return out
end

local function check_notify(reader, profile)
  local report, runc = reader.report, reader.consumer.runtime == "runc"
  local first
  for _, b in ipairs(profile.blocks) do
    if b.action == "notify" then
      first = first or b.number
      if runc and contains(b.names, "write") then
        refuse("%s: runc refuses SCMP_ACT_NOTIFY for write", at(b.number))
      end
    end
  end
  if profile.default == "notify" then
    if runc then refuse "runc refuses SCMP_ACT_NOTIFY as default action" end
    first = first or 0
  end
  if first and not report.listener_path and reader.consumer.runtime then
    report:add("no-listener", runc and "error" or "warning",
      "SCMP_ACT_NOTIFY without \"listenerPath\": the runtime has nobody to " ..
      "hand the listener to", first > 0 and first or nil)
  end
end

--- Whether a decoded document is a profile of Docker's or Podman's, and not the
-- object of the runtime specification; and whether it is Podman's alone.
function M.kind(document)
  if document.defaultErrno ~= nil then return "profile", true end
  local profile, podman = document.archMap ~= nil, false
  local blocks = document.syscalls
  for _, b in ipairs(type(blocks) == "table" and blocks or {}) do
    if type(b) == "table" then
      if b.errno ~= nil then podman = true end
      if b.name ~= nil or b.includes ~= nil or b.excludes ~= nil or
        b.comment ~= nil
      then
        profile = true
      end
    end
  end
  return (profile or podman) and "profile" or "runtime-spec", podman
end

--- Reads a decoded profile.
-- @tparam table document
-- @tparam table reader `consumer`, `arch`, `report`, `digits` (whether strings
-- of digits will do for numbers), and, where the caller gave them, `caps` (a
-- set) or `caps_word`, and `kernel` ({6, 1})
-- @treturn table `default`, `arches`, `native_listed` (whether the runtime sees
-- the native arch in its list), `blocks` that apply: each with `number`,
-- `names`, `action` and `conditions` as they stand in the file
function M.read(document, reader)
  local consumer, report = reader.consumer, reader.report
  reader.word = consumer.words and consumer.words(reader.arch)
  local fields = members(reader, document, consumer.keys.top, at(nil))
  local listed = list(fields.syscalls, "syscalls")
  if (fields.defaultAction == nil or fields.defaultAction == "") then
    if #listed == 0 and (consumer.engine or consumer.runtime ~= "crun") then
      refuse("no defaultAction and no syscalls: for %s that means no " ..
        "seccomp at all", consumer.label)
    end
    refuse "\"defaultAction\" is missing"
  end
  local code = errno_code(reader, fields, "defaultErrnoRet", "defaultErrno",
    "the default action")
  local profile = {
    default = action(reader, fields.defaultAction, code, "the default action"),
    blocks = {},
  }
  profile.arches, profile.native_listed = arches(reader, fields)
  report.load = flags(reader, fields.flags)
  report.listener_path = text(fields.listenerPath, "listenerPath")
  report.listener_metadata = text(fields.listenerMetadata, "listenerMetadata")
  if report.listener_metadata and not report.listener_path then
    report:add("listener-metadata", "warning",
      "\"listenerMetadata\" without \"listenerPath\"")
  end
  for number, value in ipairs(listed) do
    profile.blocks[#profile.blocks + 1] = block(reader, value, number)
  end
  check_notify(reader, profile)
  return profile
end

return M
