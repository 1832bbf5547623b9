/* Hashes of texts and rows, the same on every machine. */

#include "kernel.h"

#include <string.h>

#define SEED 0x2026112320261123ULL
#define LENGTH_FACTOR 0xA0761D6478BD642FULL
#define FACTOR 0x9E3779B97F4A7C15ULL
#define LAST_FACTOR 0xD6E8FEB86659FD93ULL
#define ROWS_AT_ONCE 1024

int32_t kernel_version(void) { return KERNEL_VERSION; }

/* Eight bytes as a little-endian number. */
static inline uint64_t word_at(const byte *text) {
    uint64_t word;
    memcpy(&word, text, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The last 1 to 7 bytes as a little-endian number; nothing beyond them is read. */
static inline uint64_t rest_at(const byte *text, uint32_t size) {
    uint64_t word = 0;
    if (size >= 4) {
        uint32_t low, high;
        memcpy(&low, text, 4);
        memcpy(&high, text + size - 4, 4);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        low = __builtin_bswap32(low), high = __builtin_bswap32(high);
#endif
        return low | (uint64_t)high << (8 * (size - 4));
    }
    word = text[0];
    word |= (uint64_t)text[size / 2] << (8 * (size / 2));
    word |= (uint64_t)text[size - 1] << (8 * (size - 1));
    return word;
}

static inline uint64_t mixed(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * FACTOR;
    return hash ^ hash >> 32;
}

uint64_t hash_text(const byte *text, uint32_t size) {
    if (size == 0) return 0;
    uint64_t hash = SEED ^ size * LENGTH_FACTOR;
    uint32_t at = 0;
    for (; at + 8 <= size; at += 8) hash = mixed(hash, word_at(text + at));
    if (at < size) hash = mixed(hash, rest_at(text + at, size - at));
    hash *= LAST_FACTOR;
    hash ^= hash >> 32;
    hash *= LAST_FACTOR;
    hash ^= hash >> 32;
    return hash ? hash : 1;
}

void hash_rows(int64_t columns, const byte *const *data, const uint32_t *const *starts,
               const uint32_t *const *sizes, int64_t first, int64_t last, uint64_t *const *hashes,
               uint64_t *rows) {
    /* A few rows at a time, so that their bytes stay in the cache from one column to the next. */
    for (int64_t begin = first; begin < last; begin += ROWS_AT_ONCE) {
        int64_t end = last - begin < ROWS_AT_ONCE ? last : begin + ROWS_AT_ONCE;
        for (int64_t row = begin; row < end; row++) rows[row] = (uint64_t)columns;
        for (int64_t column = 0; column < columns; column++) {
            const byte *text = data[column];
            const uint32_t *start = starts[column], *size = sizes[column];
            uint64_t *hash = hashes[column];
            for (int64_t row = begin; row < end; row++) {
                hash[row] = hash_text(text + start[row], size[row]);
                uint64_t combined = (rows[row] ^ hash[row]) * FACTOR;
                rows[row] = combined ^ combined >> 29;
            }
        }
    }
}
