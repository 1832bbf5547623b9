/* Distinct hashes with their counts: one small table where they are few, else partitions that fit the cache. */

#include "kernel.h"

#include <stdlib.h>
#include <string.h>

#define FEW 4096        /* distinct hashes that the small table may hold */
#define FEW_SLOTS 16384 /* a power of two, so that it is at most a quarter full */
#define PARTITION 2048  /* rows that a partition has on average */
#define MOST_BITS 14    /* of hashes to partition by */

typedef struct {
    uint64_t hash;
    uint32_t row;
    uint32_t count;
} entry;

static int by_hash(const void *one, const void *other) {
    uint64_t left = ((const entry *)one)->hash, right = ((const entry *)other)->hash;
    return (left > right) - (left < right);
}

/* Sorts entries of distinct hashes that share their `bits` leading bits. */
static void sort_entries(entry *entries, int64_t size, int bits, entry *room) {
    if (size > 32) {
        /* Hashes are spread evenly: by their next bits, nearly everything is in its place. */
        uint32_t ends[257] = {0};
        int shift = 56 - bits;
        for (int64_t i = 0; i < size; i++) ends[(entries[i].hash >> shift & 255) + 1]++;
        for (int slot = 0; slot < 256; slot++) ends[slot + 1] += ends[slot];
        for (int64_t i = 0; i < size; i++) room[ends[entries[i].hash >> shift & 255]++] = entries[i];
        memcpy(entries, room, size * sizeof *entries);
        if (size > 1 << 14) {
            qsort(entries, size, sizeof *entries, by_hash);
            return;
        }
    }
    for (int64_t i = 1; i < size; i++) {
        entry moved = entries[i];
        int64_t at = i;
        for (; at > 0 && entries[at - 1].hash > moved.hash; at--) entries[at] = entries[at - 1];
        entries[at] = moved;
    }
}

static void write_entries(const entry *entries, int64_t size, uint64_t *values, uint32_t *first,
                          int64_t *counts) {
    for (int64_t i = 0; i < size; i++) {
        values[i] = entries[i].hash;
        first[i] = entries[i].row;
        counts[i] = entries[i].count;
    }
}

/* Counts in the one small table; -1 as soon as there are too many different hashes. */
static int64_t group_few(const uint64_t *hashes, int64_t height, entry *entries, entry *room, byte *memory) {
    uint16_t *slots = (uint16_t *)memory; /* 1 + the place of an entry; 0 is free */
    memset(slots, 0, FEW_SLOTS * sizeof *slots);
    int64_t size = 0;
    for (int64_t row = 0; row < height; row++) {
        uint64_t hash = hashes[row];
        if (hash == 0) continue;
        uint32_t slot = hash & (FEW_SLOTS - 1);
        while (slots[slot] && entries[slots[slot] - 1].hash != hash) slot = (slot + 1) & (FEW_SLOTS - 1);
        if (slots[slot]) {
            entries[slots[slot] - 1].count++;
            continue;
        }
        if (size == FEW) return -1;
        entries[size] = (entry){hash, (uint32_t)row, 1};
        slots[slot] = (uint16_t)++size;
    }
    sort_entries(entries, size, 0, room);
    return size;
}

/* Draws equal hashes of a partition together, keeping the first row; returns what is left, at the front. */
static int64_t group_partition(entry *entries, int64_t size, uint32_t *slots, int64_t slot_count) {
    memset(slots, 0, slot_count * sizeof *slots);
    int64_t kept = 0;
    for (int64_t i = 0; i < size; i++) {
        entry each = entries[i];
        int64_t slot = each.hash & (slot_count - 1);
        while (slots[slot] && entries[slots[slot] - 1].hash != each.hash) slot = (slot + 1) & (slot_count - 1);
        if (slots[slot]) {
            entries[slots[slot] - 1].count++;
        } else {
            entries[kept] = each;
            slots[slot] = (uint32_t)++kept;
        }
    }
    return kept;
}

static int64_t group_many(const uint64_t *hashes, int64_t height, uint64_t *values, uint32_t *first,
                          int64_t *counts) {
    int bits = 1;
    while (bits < MOST_BITS && (height >> bits) > PARTITION) bits++;
    int64_t partitions = 1LL << bits, largest = 0, found = 0;
    int64_t *ends = calloc(partitions + 1, sizeof *ends);
    entry *entries = malloc((height + 1) * sizeof *entries);
    if (!ends || !entries) goto short_of_memory;
    for (int64_t row = 0; row < height; row++) ends[(hashes[row] >> (64 - bits)) + 1] += hashes[row] != 0;
    for (int64_t each = 0; each < partitions; each++) {
        if (ends[each + 1] > largest) largest = ends[each + 1];
        ends[each + 1] += ends[each];
    }
    for (int64_t row = 0; row < height; row++) {
        uint64_t hash = hashes[row];
        if (hash) entries[ends[hash >> (64 - bits)]++] = (entry){hash, (uint32_t)row, 1};
    }
    int64_t slot_count = 64;
    while (slot_count < 2 * largest) slot_count *= 2;
    uint32_t *slots = malloc(slot_count * sizeof *slots);
    entry *room = malloc((largest + 1) * sizeof *room);
    if (slots && room) {
        for (int64_t each = 0, begin = 0; each < partitions; begin = ends[each++]) {
            int64_t size = ends[each] - begin, used = 64;
            while (used < 2 * size) used *= 2;
            size = group_partition(entries + begin, size, slots, used);
            sort_entries(entries + begin, size, bits, room);
            write_entries(entries + begin, size, values + found, first + found, counts + found);
            found += size;
        }
    } else {
        found = -1;
    }
    free(room);
    free(slots);
    free(entries);
    free(ends);
    return found;
short_of_memory:
    free(entries);
    free(ends);
    return -1;
}

int64_t group_hashes(const uint64_t *hashes, int64_t height, uint64_t *values, uint32_t *first,
                     int64_t *counts) {
    entry *entries = malloc(2 * FEW * sizeof *entries);
    byte *slots = malloc(FEW_SLOTS * sizeof(uint16_t));
    int64_t size = -1;
    if (entries && slots) {
        size = group_few(hashes, height, entries, entries + FEW, slots);
        if (size >= 0) write_entries(entries, size, values, first, counts);
    }
    free(slots);
    free(entries);
    return size >= 0 ? size : group_many(hashes, height, values, first, counts);
}

/* Maps the bits of a number to an unsigned number of the same order. */
static inline uint64_t ordered(uint64_t bits, int32_t kind) {
    if (kind == 0) return bits;
    if (kind == 2 && bits >> 63) return ~bits;
    return bits ^ 1ULL << 63;
}

static inline uint64_t unordered(uint64_t bits, int32_t kind) {
    if (kind == 0) return bits;
    if (kind == 2 && !(bits >> 63)) return ~bits;
    return bits ^ 1ULL << 63;
}

int64_t merge_sets(const uint64_t *first, int64_t first_size, const uint64_t *second, int64_t second_size,
                   int32_t kind, uint64_t *values, uint64_t *in_both, int64_t *both_size) {
    int64_t left = 0, right = 0, size = 0, both = 0;
    while (left < first_size && right < second_size) {
        uint64_t one = ordered(first[left], kind), other = ordered(second[right], kind);
        values[size++] = one < other ? first[left] : second[right];
        in_both[both] = first[left];
        both += one == other;
        left += one <= other;
        right += other <= one;
    }
    memcpy(values + size, first + left, (first_size - left) * sizeof *values);
    size += first_size - left;
    memcpy(values + size, second + right, (second_size - right) * sizeof *values);
    size += second_size - right;
    *both_size = both;
    return size;
}

int64_t merge_counted(const uint64_t *first, const int64_t *first_counts, int64_t first_size,
                      const uint64_t *second, const int64_t *second_counts, int64_t second_size, int32_t kind,
                      uint64_t *keys, int64_t *counts) {
    int64_t left = 0, right = 0, size = 0;
    while (left < first_size && right < second_size) {
        uint64_t one = ordered(first[left], kind), other = ordered(second[right], kind);
        int64_t is_first = one <= other, is_second = other <= one;
        keys[size] = is_first ? first[left] : second[right];
        counts[size++] = (-is_first & first_counts[left]) + (-is_second & second_counts[right]);
        left += is_first;
        right += is_second;
    }
    memcpy(keys + size, first + left, (first_size - left) * sizeof *keys);
    memcpy(counts + size, first_counts + left, (first_size - left) * sizeof *counts);
    size += first_size - left;
    memcpy(keys + size, second + right, (second_size - right) * sizeof *keys);
    memcpy(counts + size, second_counts + right, (second_size - right) * sizeof *counts);
    return size + second_size - right;
}

int64_t sort_counted(uint64_t *keys, int64_t *counts, int64_t size, int32_t kind) {
    enum { DIGITS = 8, VALUES = 256 };
    uint64_t *other_keys = malloc((size + 1) * sizeof *keys);
    int64_t *other_counts = malloc((size + 1) * sizeof *counts);
    int64_t(*histogram)[VALUES] = calloc(DIGITS, sizeof *histogram);
    if (!other_keys || !other_counts || !histogram) {
        free(histogram), free(other_counts), free(other_keys);
        return -1;
    }
    for (int64_t i = 0; i < size; i++) {
        keys[i] = ordered(keys[i], kind);
        for (int digit = 0; digit < DIGITS; digit++) histogram[digit][keys[i] >> (8 * digit) & 255]++;
    }
    uint64_t *from = keys, *to = other_keys;
    int64_t *counts_from = counts, *counts_to = other_counts;
    for (int digit = 0; digit < DIGITS && size > 0; digit++) {
        int64_t *places = histogram[digit], place = 0;
        if (places[from[0] >> (8 * digit) & 255] == size) continue; /* the same in all */
        for (int value = 0; value < VALUES; value++) {
            int64_t here = places[value];
            places[value] = place;
            place += here;
        }
        for (int64_t i = 0; i < size; i++) {
            int64_t at = places[from[i] >> (8 * digit) & 255]++;
            to[at] = from[i];
            counts_to[at] = counts_from[i];
        }
        uint64_t *keys_swapped = from;
        int64_t *counts_swapped = counts_from;
        from = to, to = keys_swapped;
        counts_from = counts_to, counts_to = counts_swapped;
    }
    int64_t kept = 0;
    for (int64_t i = 0; i < size; i++) {
        uint64_t key = unordered(from[i], kind);
        if (kept && keys[kept - 1] == key) {
            counts[kept - 1] += counts_from[i];
        } else {
            int64_t count = counts_from[i];
            keys[kept] = key;
            counts[kept++] = count;
        }
    }
    free(histogram), free(other_counts), free(other_keys);
    return kept;
}
