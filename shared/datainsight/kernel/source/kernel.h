/* What a measurement needs of text cells, straight from their bytes.
 *
 * Cells of a column are given as the bytes of a buffer and, for each row, where the cell starts and how many
 * bytes it has; a cell of no bytes is empty. All functions are pure, need no set-up and may run side by side.
 * Every result can be had from `datainsight.kernel.fallback` and `profiling.classify` as well, bit for bit. */

#ifndef DATAINSIGHT_KERNEL_H
#define DATAINSIGHT_KERNEL_H

#include <stdint.h>

/* The version of this interface; the loader refuses a library of another one. */
#define KERNEL_VERSION 3

typedef uint8_t byte;

/* What a text is, as far as that is certain; `datainsight.kernel.native.Code` has the same numbers. */
enum code {
    UNDECIDED, /* to be classified by the reference */
    NULL_SPELLING,
    TEXT,
    BOOLEAN,
    INTEGER,
    ZERO_PADDED,
    LONG_DIGITS,
    DECIMAL,
    POINT_GROUP,
    CURRENCY,
    PERCENT,
    ISO_DATE,
    ISO_MOMENT, /* the first of eight: + 4 where a blank stands for the T, + 2 with a fraction, + 1 with a Z */
    ISO_OFFSET = ISO_MOMENT + 8 /* the first of four: + 2 where a blank stands for the T, + 1 with a fraction */
};

/* A table of known words: open addressing by the low bits of their hashes; `keys` 0 is free. */
#define WORD_SLOTS 4096

uint64_t hash_text(const byte *text, uint32_t size);

int32_t kernel_version(void);

/* Hashes the cells of the rows [first, last) of all columns, 0 for empty ones, and combines them by row. */
void hash_rows(int64_t columns, const byte *const *data, const uint32_t *const *starts,
               const uint32_t *const *sizes, int64_t first, int64_t last, uint64_t *const *hashes,
               uint64_t *rows);

/* The distinct hashes other than 0, ascending, with the first row and the number of rows of each.
 * Returns how many there are, or -1 where memory is short. The results have room for `height`. */
int64_t group_hashes(const uint64_t *hashes, int64_t height, uint64_t *values, uint32_t *first,
                     int64_t *counts);

/* The code, number and characters of the texts in some rows (in any order) of a column of `height` rows.
 * `numbers` holds int64 or double bits, by the code. Returns how many are undecided, -1 where memory is short. */
int64_t look_at(const byte *data, const uint32_t *starts, const uint32_t *sizes, const uint64_t *hashes,
                int64_t height, const uint32_t *rows, int64_t count, const uint64_t *keys, const byte *words,
                byte *codes, uint64_t *numbers, uint32_t *lengths);

/* Copies the texts in some rows behind one another, and says where each ends. */
void gather_texts(const byte *data, const uint32_t *starts, const uint32_t *sizes, const uint32_t *rows,
                  int64_t count, byte *content, int64_t *ends);

/* The union of two ascending sets, and what is in both. `kind` as for `sort_counted`. Returns its size. */
int64_t merge_sets(const uint64_t *first, int64_t first_size, const uint64_t *second, int64_t second_size,
                   int32_t kind, uint64_t *values, uint64_t *in_both, int64_t *both_size);

/* The union of two ascending sets with counts; what is in both has the sum. `kind` as for `sort_counted`.
 * Returns its size. */
int64_t merge_counted(const uint64_t *first, const int64_t *first_counts, int64_t first_size,
                      const uint64_t *second, const int64_t *second_counts, int64_t second_size, int32_t kind,
                      uint64_t *keys, int64_t *counts);

/* Sorts keys with their counts in place, drawing equal keys together. `kind` says what the 64 bits are:
 * 0 unsigned, 1 signed, 2 double without NaN and -0. Returns how many are left, -1 where memory is short. */
int64_t sort_counted(uint64_t *keys, int64_t *counts, int64_t size, int32_t kind);

/* How many line ends text has; -1 where it holds NUL, is not UTF-8, or has line ends of another kind. */
int64_t count_lines(const byte *data, int64_t size, byte line_end);

/* Cuts text into cells by the rule of `datainsight.reading.records`, in place (doubled quotes are drawn
 * together). Returns the rows, or -1 where a record is malformed or has another number of cells.
 * `quote` 0 means none. Column c of row r is at [c * capacity + r]. */
int64_t parse_cells(byte *data, int64_t size, byte delimiter, byte quote, byte line_end, int64_t columns,
                    int64_t capacity, uint32_t *starts, uint32_t *sizes);

/* How many bytes from the beginning are whole records whose quotes all follow the rule. */
int64_t plain_prefix(const byte *data, int64_t size, byte delimiter, byte quote, byte line_end,
                     int32_t is_last);

#endif
