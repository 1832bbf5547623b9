/* Delimited text as cells, by the rule of `datainsight.reading.records`. */

#include "kernel.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Length of the valid UTF-8 character at `text` (Unicode, table 3-7), 0 where it is not one. */
static int64_t character_size(const byte *text, int64_t rest) {
    byte lead = text[0];
    if (lead < 0x80) return 1;
    int64_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0xC2 || lead > 0xF4 || rest < size) return 0;
    byte low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    byte high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (text[1] < low || text[1] > high) return 0;
    for (int64_t i = 2; i < size; i++)
        if ((text[i] & 0xC0) != 0x80) return 0;
    return size;
}

int64_t count_lines(const byte *data, int64_t size, byte line_end) {
    enum { BLOCK = 4096 };
    int64_t lines = 0, begin = 0;
    while (begin < size) {
        int64_t end = size - begin < BLOCK ? size : begin + BLOCK;
        byte high = 0, zeros = 0, others = 0;
        uint32_t found = 0;
        byte other = line_end == '\r' ? '\n' : '\r';
        for (int64_t i = begin; i < end; i++) {
            high |= data[i];
            zeros |= data[i] == 0;
            others |= data[i] == other;
            found += data[i] == line_end;
        }
        if (zeros) return -1;
        if (others) {
            if (line_end == '\r') return -1;
            for (int64_t i = begin; i < end; i++)
                if (data[i] == '\r' && (i + 1 == size || data[i + 1] != '\n')) return -1;
        }
        lines += found;
        if (high & 0x80) {
            /* Characters may go on after the block: the next one then begins later, and its line ends count. */
            for (int64_t i = begin; i < end;) {
                int64_t used = character_size(data + i, size - i);
                if (!used) return -1;
                i += used;
                if (i > end) end = i;
            }
        }
        begin = end;
    }
    return lines;
}

/* Bits of the next 64 bytes that are one of two; at least 64 bytes must be left. */
static inline uint64_t marks_at(const byte *text, byte one, byte other) {
    uint64_t marks = 0;
#if defined(__SSE2__)
    __m128i first = _mm_set1_epi8((char)one), second = _mm_set1_epi8((char)other);
    for (int i = 0; i < 4; i++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(text + 16 * i));
        __m128i is_mark = _mm_or_si128(_mm_cmpeq_epi8(bytes, first), _mm_cmpeq_epi8(bytes, second));
        marks |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_mark) << (16 * i);
    }
#else
    for (int i = 0; i < 64; i++) marks |= (uint64_t)(text[i] == one || text[i] == other) << i;
#endif
    return marks;
}

typedef struct {
    const byte *data;
    int64_t size, block; /* `marks` are those of the 64 bytes from `block` on */
    uint64_t marks;
    byte delimiter, line_end;
} scanner;

static void scan_block(scanner *scan, int64_t block) {
    scan->block = block;
    if (scan->size - block >= 64) {
        scan->marks = marks_at(scan->data + block, scan->delimiter, scan->line_end);
    } else {
        scan->marks = 0;
        for (int64_t i = block; i < scan->size; i++)
            scan->marks |= (uint64_t)(scan->data[i] == scan->delimiter || scan->data[i] == scan->line_end) << (i - block);
    }
}

/* The next delimiter or line end from `at` on, or the end of the data. */
static inline int64_t next_mark(scanner *scan, int64_t at) {
    if (at >= scan->size) return scan->size;
    if (at >= scan->block + 64) scan_block(scan, at);
    uint64_t marks = scan->marks >> (at - scan->block) << (at - scan->block);
    while (!marks) {
        if (scan->block + 64 >= scan->size) return scan->size;
        scan_block(scan, scan->block + 64);
        marks = scan->marks;
    }
    return scan->block + __builtin_ctzll(marks);
}

/* Where the quoted cell that opens at `opening` closes; -1 where it does not. */
static int64_t closing_quote(const byte *data, int64_t size, int64_t opening, byte quote, int *is_doubled) {
    for (int64_t at = opening + 1; at < size; at += 2) {
        const byte *found = memchr(data + at, quote, size - at);
        if (!found) return -1;
        at = found - data;
        if (at + 1 >= size || data[at + 1] != quote) return at;
        *is_doubled = 1;
    }
    return -1;
}

/* Draws the doubled quotes of a cell together; returns what is left of its size. */
static int64_t single_quotes(byte *cell, int64_t size, byte quote) {
    int64_t kept = 0;
    for (int64_t i = 0; i < size; i++) {
        cell[kept++] = cell[i];
        i += cell[i] == quote;
    }
    return kept;
}

int64_t parse_cells(byte *data, int64_t size, byte delimiter, byte quote, byte line_end, int64_t columns,
                    int64_t capacity, uint32_t *starts, uint32_t *sizes) {
    scanner scan = {.data = data, .size = size, .block = -64, .delimiter = delimiter, .line_end = line_end};
    int64_t at = 0, row = 0;
    while (at < size) {
        if (row == capacity) return -1;
        for (int64_t column = 0; column < columns; column++) {
            int64_t start = at, end, after;
            if (quote && at < size && data[at] == quote) {
                int is_doubled = 0;
                int64_t closing = closing_quote(data, size, at, quote, &is_doubled);
                if (closing < 0) return -1;
                start = at + 1, end = closing, after = closing + 1;
                if (is_doubled) end = start + single_quotes(data + start, closing - start, quote);
                if (line_end == '\n' && after + 1 < size && data[after] == '\r' && data[after + 1] == '\n') after++;
                if (after < size && data[after] != delimiter && data[after] != line_end) return -1;
            } else {
                end = after = next_mark(&scan, at);
                if (line_end == '\n' && after < size && data[after] == '\n' && end > start && data[end - 1] == '\r') end--;
            }
            int is_end = after >= size || data[after] == line_end;
            if (is_end != (column == columns - 1)) return -1;
            starts[column * capacity + row] = (uint32_t)start;
            sizes[column * capacity + row] = (uint32_t)(end - start);
            at = after + 1;
        }
        row++;
    }
    return row;
}

static int64_t last_line_end(const byte *data, int64_t begin, int64_t end, byte line_end) {
    while (end > begin)
        if (data[--end] == line_end) return end + 1;
    return 0;
}

int64_t plain_prefix(const byte *data, int64_t size, byte delimiter, byte quote, byte line_end,
                     int32_t is_last) {
    int64_t at = 0, good = 0; /* outside quotes from `at` on; `good` ends a record */
    for (;;) {
        const byte *found = at < size ? memchr(data + at, quote, size - at) : 0;
        int64_t opening = found ? found - data : size;
        int64_t line = last_line_end(data, at, opening, line_end);
        if (line) good = line;
        if (!found) return is_last ? size : good;
        if (opening > 0 && data[opening - 1] != delimiter && data[opening - 1] != line_end) {
            at = opening + 1; /* text */
            continue;
        }
        int is_doubled = 0;
        int64_t closing = closing_quote(data, size, opening, quote, &is_doubled), after = closing + 1;
        if (closing < 0 || (after == size && !is_last)) return good;
        if (line_end == '\n' && after + 1 < size && data[after] == '\r' && data[after + 1] == '\n') after++;
        if (after < size && data[after] != delimiter && data[after] != line_end) return good;
        at = after;
    }
}
