/* SPDX-License-Identifier: MIT */
/* JSON profiles of anyone's making, read as each of their consumers does:
 * refused by an error object, or policies that compile; and what is exported
 * again means the same. libFuzzer target, run by `make fuzz`.
 *
 * Input: one byte that picks the consumer, then the text. */
#include "texts.h"

static const char code[] =
    "local oci = require 'seccomp.oci'\n"
    "local dialects = {'podman', 'docker', 'runc', 'crun', 'strict'}\n"
    "local fine = {EINVAL = true, EDOM = true, EOPNOTSUPP = true,\n"
    "  E2BIG = true, EUNDECIDED = true}\n"
    "local function attempt(fn, ...)\n"
    "  local ok, result, more = pcall(fn, ...)\n"
    "  if ok then return result, more end\n"
    "  if type(result) ~= 'table' or not fine[result.code] then\n"
    "    error(result, 0)\n"
    "  end\n"
    "  assert(#tostring(result) > 0 and not tostring(result):find '%c')\n"
    "end\n"
    "return function(text)\n"
    "  local dialect = dialects[(text:byte() or 0) % 6 + 1]\n"
    "  local p, report = attempt(oci.import, text:sub(2), {dialect = dialect,\n"
    "    arch = 'amd64', caps = {'CAP_SYS_ADMIN'}, kernel = '6.1'})\n"
    "  if not p then return end\n"
    "  for _, finding in ipairs(report) do\n"
    "    assert(finding.id and finding.message)\n"
    "  end\n"
    "  local program = attempt(p.compile, p, {budget = 0.2})\n"
    "  if not program or #program > 500 then return end\n"
    "  local json = attempt(oci.export, p)\n"
    "  if json then attempt(oci.import, json, {dialect = 'crun'}) end\n"
    "end\n";

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size) {
  return texts_run(code, input, size);
}
