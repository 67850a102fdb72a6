/* SPDX-License-Identifier: MIT */
/* Sequences of calls on filters, as the bytes say: each does to a filter what
 * it does to the model of spec/sequences.lua. libFuzzer target, run by
 * `make fuzz`. */
#include "texts.h"

/* The bytes as a source of numbers; after the last one each is the lowest. */
static const char code[] = "local sequences = require 'spec.sequences'\n"
                           "return function(bytes)\n"
                           "  local at = 1\n"
                           "  local function draw(low, high)\n"
                           "    if not high then low, high = 1, low end\n"
                           "    local byte = bytes:byte(at) or 0\n"
                           "    at = at + 1\n"
                           "    return low + byte % (high - low + 1)\n"
                           "  end\n"
                           "  sequences.run(draw, function(made)\n"
                           "    return at <= #bytes and made < 60\n"
                           "  end)\n"
                           "end\n";

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size) {
  return texts_run(code, input, size);
}
