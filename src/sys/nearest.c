/* SPDX-License-Identifier: MIT */
/* The search for what a misspelt name may have meant. */
#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "nearest.h"
/* Edits (insert, delete, replace, swap of neighbours) from a to b, letter
 * case aside; gives up above `most`. Names of this field are short. */
static int edits(const char *a, const char *b, int most) {
  enum { LONGEST = 48 };
  size_t m = strlen(a), n = strlen(b);
  if (m > LONGEST || n > LONGEST)
    return most + 1;
  int row[3][LONGEST + 1];
  int *before = row[0], *above = row[1], *here = row[2];
  for (size_t j = 0; j <= n; j++)
    above[j] = (int)j;
  for (size_t i = 1; i <= m; i++) {
    here[0] = (int)i;
    int least = here[0];
    int ai = tolower((unsigned char)a[i - 1]);
    for (size_t j = 1; j <= n; j++) {
      int bj = tolower((unsigned char)b[j - 1]);
      int d = above[j - 1] + (ai != bj);
      if (above[j] + 1 < d)
        d = above[j] + 1;
      if (here[j - 1] + 1 < d)
        d = here[j - 1] + 1;
      if (i > 1 && j > 1 && ai == tolower((unsigned char)b[j - 2]) &&
          bj == tolower((unsigned char)a[i - 2]) && before[j - 2] + 1 < d)
        d = before[j - 2] + 1;
      here[j] = d;
      if (d < least)
        least = d;
    }
    if (least > most)
      return most + 1;
    int *spare = before;
    before = above;
    above = here;
    here = spare;
  }
  return above[n];
}

void nearest_start(struct nearest *n, const char *name) {
  size_t len = strlen(name);
  n->name = name;
  n->best[0] = '\0';
  /* a third of the letters may be wrong, but never all of them */
  n->distance = len <= 2 ? 1 : (len < 9 ? 2 : 3);
  n->distance++;
}

void nearest_offer(struct nearest *n, const char *candidate) {
  int d = edits(n->name, candidate, n->distance - 1);
  if (d < n->distance && strlen(candidate) < sizeof n->best) {
    n->distance = d;
    strcpy(n->best, candidate);
  }
}

const char *nearest_hint(struct nearest *n, char *buf, size_t size,
                         const char *none) {
  if (n->best[0] == '\0')
    return none;
  snprintf(buf, size, "; did you mean \"%s\"?", n->best);
  return buf;
}
