/* SPDX-License-Identifier: MIT */
/* Policy files of anyone's making: refused by an error object, or policies that
 * read back as they were written, and compile to what they say. libFuzzer
 * target, run by `make fuzz`. */
#include "texts.h"

static const char code[] =
    "local policy = require 'seccomp.policy'\n"
    "local fine = {EINVAL = true, EDOM = true, EOPNOTSUPP = true,\n"
    "  E2BIG = true, EUNDECIDED = true}\n"
    "local function attempt(fn, ...)\n"
    "  local ok, result = pcall(fn, ...)\n"
    "  if ok then return result end\n"
    "  if type(result) ~= 'table' or not fine[result.code] then\n"
    "    error(result, 0)\n"
    "  end\n"
    "  assert(#tostring(result) > 0 and not tostring(result):find '%c')\n"
    "end\n"
    "return function(text)\n"
    "  local p = attempt(policy.parse, text, 'fuzz')\n"
    "  if not p then return end\n"
    "  local written = tostring(p)\n"
    "  local again = policy.parse(written, 'written')\n"
    "  assert(tostring(again) == written, written)\n"
    "  local program = attempt(p.compile, p, {budget = 0.2})\n"
    "  if program and #program < 500 then\n"
    "    local other = again:compile {prove = false}\n"
    "    assert(program == other, written)\n"
    "    attempt(p.lint, p)\n"
    "  end\n"
    "end\n";

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size) {
  return texts_run(code, input, size);
}
