/* SPDX-License-Identifier: MIT */
#include "calls.h"

#include <string.h>

struct row {
  uint16_t name, type, aliases;
  uint8_t width, flags, family;
};
enum { ROW_SIGNED = 1, ROW_POINTER = 2, ROW_WORD = 4 };

struct release {
  uint8_t major, minor, patch;
};

struct call_entry {
  uint16_t name, number, arguments;
  uint8_t release, in_memory;
};

struct call_table {
  const char *arch;
  uint32_t first;
  size_t count;
  const struct call_entry *entries; /* in the order of names */
  const uint16_t *by_number;        /* their places, in the order of numbers */
};

#define END 0xffffu /* of a list of arguments or names */

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"
#include "calls_table.h"
#pragma GCC diagnostic pop

/* arm's private calls (0x0f0000 up), in entries that have 16 bits for it. */
#define PRIVATE_AT 0xff00u
#define PRIVATE 0x0f0000u

static const struct call_table *table_of(const char *arch) {
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    if (strcmp(tables[i].arch, arch) == 0)
      return &tables[i];
  return NULL;
}

static uint32_t call_number(const struct call_table *table,
                            const struct call_entry *e) {
  return e->number >= PRIVATE_AT ? PRIVATE + e->number - PRIVATE_AT
                                 : table->first + e->number;
}

/* The same number as entries have it; above all of them where none can. */
static uint32_t entry_number(const struct call_table *table, uint32_t number) {
  if (number >= table->first && number - table->first < PRIVATE_AT)
    return number - table->first;
  return number >= PRIVATE && number - PRIVATE <= UINT16_MAX - PRIVATE_AT
             ? number - PRIVATE + PRIVATE_AT
             : UINT32_MAX;
}

static bool fill_tables(const struct call_table *table,
                        const struct call_entry *e, struct kernel_call *call) {
  const struct release *r = &releases[e->release];
  *call = (struct kernel_call){
      text + e->name,    call_number(table, e), r->major, r->minor, r->patch,
      e->in_memory != 0, protos + e->arguments};
  return true;
}

bool kernel_call_at(const char *arch, size_t i, struct kernel_call *call) {
  const struct call_table *table = table_of(arch);
  return table != NULL && i < table->count &&
         fill_tables(table, &table->entries[i], call);
}

bool kernel_call_find(const char *arch, const char *name,
                      struct kernel_call *call) {
  const struct call_table *table = table_of(arch);
  size_t lo = 0, hi = table == NULL ? 0 : table->count;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    int order = strcmp(text + table->entries[mid].name, name);
    if (order == 0)
      return fill_tables(table, &table->entries[mid], call);
    if (order < 0)
      lo = mid + 1;
    else
      hi = mid;
  }
  return false;
}

bool kernel_call_number(const char *arch, uint32_t number,
                        struct kernel_call *call) {
  const struct call_table *table = table_of(arch);
  const uint32_t its = table == NULL ? UINT32_MAX : entry_number(table, number);
  size_t lo = 0, hi = table == NULL ? 0 : table->count;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    const struct call_entry *e = &table->entries[table->by_number[mid]];
    if (e->number == its)
      return fill_tables(table, e, call);
    if (e->number < its)
      lo = mid + 1;
    else
      hi = mid;
  }
  return false;
}

size_t kernel_arguments(const struct kernel_call *call) {
  size_t n = 0;
  while (call->arguments[n] != END)
    n++;
  return n;
}

void kernel_argument(const struct kernel_call *call, size_t place,
                     struct kernel_argument *argument) {
  const struct row *row = &rows[call->arguments[place]];
  *argument = (struct kernel_argument){text + row->name,
                                       text + row->type,
                                       aliases + row->aliases,
                                       row->width,
                                       (row->flags & ROW_SIGNED) != 0,
                                       (row->flags & ROW_POINTER) != 0,
                                       (row->flags & ROW_WORD) != 0,
                                       row->family};
}

const char *kernel_alias(const struct kernel_argument *argument, size_t i) {
  const uint16_t *alias = argument->aliases;
  for (; *alias != END; alias++)
    if (i-- == 0)
      return text + *alias;
  return NULL;
}
