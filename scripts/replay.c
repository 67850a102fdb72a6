/* SPDX-License-Identifier: MIT */
/* A fuzz target without a fuzzer: gives it each of the files named, and of
 * those named *.hex each line, two digits a byte. What is found aborts. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size);

static size_t inputs;

static void fail(const char *path, const char *what) {
  fprintf(stderr, "%s: %s\n", path, what);
  exit(EXIT_FAILURE);
}

/* A copy of its own, so that a sanitizer sees where it ends. */
static void give(const uint8_t *bytes, size_t size) {
  uint8_t *input = malloc(size != 0 ? size : 1);
  if (input == NULL)
    abort();
  memcpy(input, bytes, size);
  LLVMFuzzerTestOneInput(input, size);
  free(input);
  inputs++;
}

static int digit(int c) {
  return isdigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Each line to bytes in place. */
static void give_lines(const char *path, uint8_t *text, size_t size) {
  size_t at = 0;
  while (at < size) {
    size_t n = 0, start = at;
    for (; at + 1 < size && text[at] != '\n'; at += 2) {
      int high = digit(text[at]), low = digit(text[at + 1]);
      if (high < 0 || low < 0)
        fail(path, "expected lines of digits from 0 to f, two a byte");
      text[start + n++] = (uint8_t)(high * 16 + low);
    }
    if (at == size || text[at] != '\n')
      fail(path, "a line ends early");
    at++;
    give(text + start, n);
  }
}

static uint8_t *read_all(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0)
    fail(path, "cannot be read");
  long end = ftell(file);
  rewind(file);
  uint8_t *bytes = malloc((size_t)end + 1);
  if (bytes == NULL)
    abort();
  *size = fread(bytes, 1, (size_t)end, file);
  fclose(file);
  if (*size != (size_t)end)
    fail(path, "cannot be read");
  return bytes;
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    size_t size, length = strlen(argv[i]);
    uint8_t *bytes = read_all(argv[i], &size);
    if (length > 4 && strcmp(argv[i] + length - 4, ".hex") == 0)
      give_lines(argv[i], bytes, size);
    else
      give(bytes, size);
    free(bytes);
  }
  printf("%zu inputs\n", inputs);
  return inputs == 0;
}
