/* What the plainest texts are. What is not certain here is left to the reference, `profiling.classify`. */

#include "kernel.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST_INTEGER 15     /* digits; as `profiling.notations` has it */
#define MOST_DIGITS 19         /* any number of so many digits is below 2**64 */
#define EXACT (1ULL << 53)     /* whole numbers up to here are doubles */
#define DAY_MICROSECONDS 86400000000LL
#define LONGEST_WORD 16        /* bytes; the table of words holds no longer ones */
#define AHEAD 16               /* texts that are fetched from memory before they are looked at */

/* Classes of bytes. */
enum {
    DIGIT = 1,
    LETTER = 2,
    POINT = 4,
    MINUS = 8,
    BLANK = 16,
    MARK = 32,   /* stands in numbers or times: ( ) , : $ % / + ' */
    FOREIGN = 64, /* part of a character beyond ASCII */
    CONTROL = 128,
    NEVER = 256 /* in no number and no time */
};

static const uint16_t CLASS[256] = {
    [0 ... 31] = CONTROL, [127] = CONTROL, [128 ... 255] = FOREIGN,
    [' '] = BLANK,
    ['0' ... '9'] = DIGIT, ['A' ... 'Z'] = LETTER, ['a' ... 'z'] = LETTER,
    ['.'] = POINT, ['-'] = MINUS,
    ['('] = MARK, [')'] = MARK, [','] = MARK, [':'] = MARK, ['$'] = MARK, ['%'] = MARK, ['/'] = MARK,
    ['+'] = MARK, ['\''] = MARK,
    ['!'] = NEVER, ['"'] = NEVER, ['#'] = NEVER, ['&'] = NEVER, ['*'] = NEVER, [';'] = NEVER, ['<'] = NEVER,
    ['='] = NEVER, ['>'] = NEVER, ['?'] = NEVER, ['@'] = NEVER, ['['] = NEVER, ['\\'] = NEVER, [']'] = NEVER,
    ['^'] = NEVER, ['_'] = NEVER, ['`'] = NEVER, ['{'] = NEVER, ['|'] = NEVER, ['}'] = NEVER, ['~'] = NEVER,
};

static const double POWERS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9, 1e10,
                                1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19};

typedef struct {
    byte code;
    uint64_t number;
} seen;

static const seen NOTHING = {UNDECIDED, 0};
static const seen WORDS = {TEXT, 0};

static inline int is_digit(byte character) { return CLASS[character] == DIGIT; }

static inline seen real(byte code, double number, int is_negative) {
    uint64_t bits;
    number = (is_negative ? -number : number) + 0.0; /* no -0.0 */
    memcpy(&bits, &number, 8);
    return (seen){code, bits};
}

/* Digits with a minus sign and one point inside at most: the number itself, by the plain notations. */
static seen plain_number(const byte *text, uint32_t size) {
    int is_negative = text[0] == '-';
    text += is_negative, size -= is_negative;
    uint64_t value = 0;
    uint32_t digits = 0, point = 0;
    if (size == 0 || size > MOST_DIGITS + 1 || !is_digit(text[0]) || !is_digit(text[size - 1])) return NOTHING;
    for (uint32_t i = 0; i < size; i++) {
        if (is_digit(text[i])) {
            value = 10 * value + (text[i] - '0');
            digits++;
        } else if (text[i] == '.' && point == 0) {
            point = i;
        } else {
            return NOTHING;
        }
    }
    if (digits > MOST_DIGITS) return NOTHING;
    if (point == 0) {
        if (digits > LONGEST_INTEGER) return real(LONG_DIGITS, (double)value, is_negative);
        int64_t whole = is_negative ? -(int64_t)value : (int64_t)value;
        return (seen){digits > 1 && text[0] == '0' ? ZERO_PADDED : INTEGER, (uint64_t)whole};
    }
    /* Both are exact, so that the quotient is the nearest double (Clinger 1990). */
    if (value > EXACT) return NOTHING;
    uint32_t places = size - point - 1;
    byte code = point <= 3 && places == 3 && text[0] != '0' ? POINT_GROUP : DECIMAL;
    return real(code, (double)value / POWERS[places], is_negative);
}

/* $1,234.56 or 12.5%: digits, perhaps in groups of three, with a fraction perhaps. */
static seen marked_number(const byte *text, uint32_t size) {
    byte code = text[0] == '$' ? CURRENCY : PERCENT;
    if (code == CURRENCY) {
        text++, size--;
    } else if (text[--size] != '%') {
        return NOTHING;
    }
    byte digits[MOST_DIGITS + 2];
    uint32_t kept = 0, group = 0, commas = 0, i = 0;
    for (; i < size && text[i] != '.'; i++) {
        if (kept > MOST_DIGITS) return NOTHING;
        if (text[i] == ',') {
            if (group == 0 || group > 3 || (commas && group != 3)) return NOTHING;
            commas++, group = 0;
        } else if (is_digit(text[i])) {
            digits[kept++] = text[i], group++;
        } else {
            return NOTHING;
        }
    }
    if (kept == 0 || (commas && (group != 3 || digits[0] == '0'))) return NOTHING;
    for (; i < size; i++) {
        if (kept > MOST_DIGITS) return NOTHING;
        digits[kept++] = text[i];
    }
    seen found = plain_number(digits, kept);
    if (found.code == INTEGER || found.code == ZERO_PADDED) return real(code, (double)(int64_t)found.number, 0);
    return found.code == DECIMAL || found.code == POINT_GROUP ? (seen){code, found.number} : NOTHING;
}

static inline int two_digits(const byte *text) {
    return is_digit(text[0]) && is_digit(text[1]) ? 10 * (text[0] - '0') + (text[1] - '0') : -1;
}

/* Days since 1970 in the Gregorian calendar (H. Hinnant: chrono-compatible low-level date algorithms). */
static int64_t days_since_epoch(int year, int month, int day) {
    year -= month <= 2;
    int era = year / 400, of_era = year - era * 400;
    int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097LL + days - 719468;
}

/* +02:00 or -0530 in seconds; 0 where it is none. */
static int zone_offset(const byte *text, uint32_t size, int64_t *seconds) {
    if ((size != 5 && size != 6) || (text[0] != '+' && text[0] != '-') || (size == 6 && text[3] != ':')) return 0;
    int hours = two_digits(text + 1), minutes = two_digits(text + size - 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return 0;
    *seconds = (hours * 60 + minutes) * (text[0] == '-' ? -60LL : 60LL);
    return 1;
}

/* 2024-01-31, perhaps with T or a blank, 23:59:59, a fraction of up to six digits, and Z or an offset. */
static seen iso_time(const byte *text, uint32_t size) {
    static const byte lengths[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int century = two_digits(text), years = two_digits(text + 2), month = two_digits(text + 5);
    int day = two_digits(text + 8);
    if (text[4] != '-' || text[7] != '-' || century < 10 || years < 0 || month < 1 || month > 12) return NOTHING;
    int year = 100 * century + years;
    int is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day < 1 || day > lengths[month] + (month == 2 && is_leap)) return NOTHING;
    int64_t instant = days_since_epoch(year, month, day) * DAY_MICROSECONDS;
    if (size == 10) return (seen){ISO_DATE, (uint64_t)instant};
    if (size < 19 || size > 32 || (text[10] != 'T' && text[10] != ' ')) return NOTHING;
    int hour = two_digits(text + 11), minute = two_digits(text + 14), second = two_digits(text + 17);
    if (text[13] != ':' || text[16] != ':' || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59)
        return NOTHING;
    byte code = ISO_MOMENT + (text[10] == ' ' ? 4 : 0);
    int64_t micro = 0, ahead = 0;
    uint32_t at = 19;
    if (at < size && text[at] == '.') {
        uint32_t digits = 0;
        for (at++; at < size && is_digit(text[at]) && digits < 6; at++, digits++) micro = 10 * micro + (text[at] - '0');
        if (digits == 0) return NOTHING;
        for (; digits < 6; digits++) micro *= 10;
        code += 2;
    }
    if (at < size && text[at] == 'Z') {
        at++, code++;
    } else if (zone_offset(text + at, size - at, &ahead)) {
        at = size, code = ISO_OFFSET + (code - ISO_MOMENT) / 2;
    }
    if (at != size) return NOTHING;
    int64_t seconds = (hour * 60 + minute) * 60LL + second - ahead;
    return (seen){code, (uint64_t)(instant + seconds * 1000000LL + micro)};
}

#define AT(letter) (1u << ((letter) - 'a'))
#define PAIR(one, other) [((one) - 'a') * 26 + ((other) - 'a')]

/* Third letters by the first two: beginnings of months and days, of AMZ and PMZ, UTC, and currencies. */
static const uint32_t THIRD_LETTERS[26 * 26] = {
    PAIR('j', 'a') = AT('n'), PAIR('f', 'e') = AT('b'), PAIR('m', 'a') = AT('r') | AT('y'),
    PAIR('a', 'p') = AT('r'), PAIR('j', 'u') = AT('n') | AT('l'), PAIR('a', 'u') = AT('g') | AT('d'),
    PAIR('s', 'e') = AT('p') | AT('k'), PAIR('o', 'c') = AT('t'), PAIR('n', 'o') = AT('v') | AT('k'),
    PAIR('d', 'e') = AT('c'), PAIR('m', 'o') = AT('n'), PAIR('t', 'u') = AT('e'), PAIR('w', 'e') = AT('d'),
    PAIR('t', 'h') = AT('u') | AT('b'), PAIR('f', 'r') = AT('i'), PAIR('s', 'a') = AT('t'),
    PAIR('s', 'u') = AT('n'), PAIR('a', 'm') = AT('z') | AT('u'), PAIR('p', 'm') = AT('z') | AT('u'),
    PAIR('u', 't') = AT('c'), PAIR('u', 's') = AT('d'), PAIR('e', 'u') = AT('r'), PAIR('g', 'b') = AT('p'),
    PAIR('j', 'p') = AT('y'), PAIR('c', 'h') = AT('f'), PAIR('c', 'a') = AT('d'), PAIR('n', 'z') = AT('d'),
    PAIR('i', 'n') = AT('r'), PAIR('c', 'n') = AT('y'), PAIR('r', 'm') = AT('b'), PAIR('r', 'u') = AT('b'),
    PAIR('b', 'r') = AT('l'), PAIR('m', 'x') = AT('n'), PAIR('d', 'k') = AT('k'), PAIR('p', 'l') = AT('n'),
    PAIR('c', 'z') = AT('k'), PAIR('h', 'u') = AT('f'), PAIR('t', 'r') = AT('y'), PAIR('k', 'r') = AT('w'),
    PAIR('z', 'a') = AT('r'), PAIR('s', 'g') = AT('d'), PAIR('h', 'k') = AT('d'), PAIR('i', 'l') = AT('s'),
};

/* Whether a run of letters may stand in a number or a time: exponents, months, days, am, pm, T, Z, UTC, currencies. */
static int may_be_known(const byte *text, uint32_t size, uint32_t rest) {
    if (size > 12) return 0;
    if (size <= 2 && rest > size && text[size] == '$') return 1;
    uint32_t one = text[0] | 32, other = size > 1 ? text[1] | 32u : 0;
    if (size == 1) return one == 'e' || one == 't' || one == 'z' || one == 'k';
    if (size == 2)
        return (other == 'm' && (one == 'a' || one == 'p')) || (one == 'k' && other == 'r') ||
               (one == 'f' && other == 't') || (one == 'r' && other == 's');
    return THIRD_LETTERS[(one - 'a') * 26 + (other - 'a')] >> ((text[2] | 32) - 'a') & 1;
}

/* How many digits begin here. */
static inline uint32_t digits_at(const byte *text, uint32_t size, uint32_t at) {
    uint32_t end = at;
    while (end < size && is_digit(text[end])) end++;
    return end - at;
}

static inline int parts_days(byte character) { return character == '-' || character == '/' || character == '.'; }

/* Whether digits and marks alone have the shape of a day or a month: 31.1.2024, 2024-01-31, 2024-01, 1/2024. */
static int has_shape_of_day(const byte *text, uint32_t size) {
    uint32_t runs[3] = {0}, found = 0, at = 0;
    while (found < 3) {
        uint32_t digits = digits_at(text, size, at);
        if (digits == 0 || digits > 4) return 0;
        runs[found++] = digits, at += digits;
        if (at == size) break;
        if (!parts_days(text[at++])) return 0;
    }
    if (at != size) return 0;
    if (found == 2) return (runs[0] == 4 && runs[1] == 2) || (runs[0] <= 2 && runs[1] == 4);
    return found == 3 && runs[1] <= 2 && ((runs[0] == 4 && runs[2] <= 2) || (runs[0] <= 2 && runs[2] != 1 && runs[2] != 3));
}

/* Whether blanks between digits part anything else than groups of three, as they do in numbers. */
static int has_odd_groups(const byte *text, uint32_t size) {
    uint32_t before = 0; /* digits in a row up to here */
    for (uint32_t i = 0; i + 1 < size; i++) {
        if (text[i] == ' ' && before && is_digit(text[i + 1]) && (before > 3 || digits_at(text, size, i + 1) != 3))
            return 1;
        before = is_digit(text[i]) ? before + 1 : 0;
    }
    return 0;
}

/* Whether a text with digits is certainly no number and no time. */
static int is_surely_text(const byte *text, uint32_t size, unsigned classes) {
    if (classes & NEVER) return 1;
    if (classes & LETTER) {
        for (uint32_t i = 0; i < size; i++) {
            uint32_t begin = i;
            while (i < size && CLASS[text[i]] == LETTER) i++;
            if (i > begin && !may_be_known(text + begin, i - begin, size - begin)) return 1;
        }
        return 0;
    }
    if (classes & FOREIGN) return 0;
    uint32_t points = 0, last = 0, joins = 0;
    for (uint32_t i = 0; i < size; i++) {
        if (text[i] == ':') return 0;
        if (text[i] == '.') points++, last = i + 1;
        if ((text[i] == '-' || text[i] == '/') && i > 0 && i + 1 < size && is_digit(text[i - 1]) && is_digit(text[i + 1]))
            joins++;
    }
    /* Without colons, neither a time nor a number has more than two points, */
    if (points > 2) return 1;
    /* only days and months have a mark between digits that is no mark of numbers, */
    if (joins) return !has_shape_of_day(text, size);
    /* and no time has a blank. */
    if ((classes & BLANK) && has_odd_groups(text, size)) return 1;
    return !(classes & ~(DIGIT | POINT)) && points == 2 && size - last != 3 && !has_shape_of_day(text, size);
}

/* Whether characters beyond ASCII are neither white space, nor invisible, nor digits. */
static int are_plain_letters(const byte *text, uint32_t size) {
    for (uint32_t i = 0; i < size; i++) {
        byte lead = text[i], next = i + 1 < size ? text[i + 1] : 0, last = i + 2 < size ? text[i + 2] : 0;
        if (lead < 0xC2) continue; /* ASCII, or the rest of a character */
        if (lead == 0xC2 && (next < 0xA1 || next == 0xAD)) return 0;
        if (lead > 0xD8 && lead < 0xE2) return 0; /* many scripts with digits of their own */
        if (lead == 0xE2 && next == 0x80 && (last < 0x90 || last > 0xA7)) return 0;
        if (lead == 0xE2 && next == 0x81) return 0;
        if (lead == 0xE3 && next == 0x80 && last == 0x80) return 0;
        if (lead == 0xEA || lead > 0xED) return 0;
    }
    return 1;
}

static seen look(const byte *text, uint32_t size, uint32_t *length) {
    unsigned classes = 0;
    for (uint32_t i = 0; i < size; i++) classes |= CLASS[text[i]];
    *length = size;
    if (classes & FOREIGN)
        for (uint32_t i = 0; i < size; i++) *length -= (text[i] & 0xC0) == 0x80;
    if (classes & CONTROL) return NOTHING;
    if (classes & BLANK) {
        if (text[0] == ' ' || text[size - 1] == ' ') return NOTHING;
        for (uint32_t i = 1; i < size; i++)
            if (text[i] == ' ' && text[i - 1] == ' ') return NOTHING;
    }
    if ((classes & FOREIGN) && !are_plain_letters(text, size)) return NOTHING;
    if (!(classes & DIGIT)) return WORDS;
    seen found = NOTHING;
    if (!(classes & ~(DIGIT | POINT | MINUS))) found = plain_number(text, size);
    if (found.code == UNDECIDED && size >= 10 && (classes & MINUS) && is_digit(text[0])) found = iso_time(text, size);
    if (found.code == UNDECIDED && !(classes & ~(DIGIT | POINT | MARK)) && (text[0] == '$' || text[size - 1] == '%'))
        found = marked_number(text, size);
    if (found.code == UNDECIDED && is_surely_text(text, size, classes)) found = WORDS;
    return found;
}

static byte word_code(uint64_t hash, const uint64_t *keys, const byte *words) {
    uint32_t slot = hash & (WORD_SLOTS - 1);
    while (keys[slot] && keys[slot] != hash) slot = (slot + 1) & (WORD_SLOTS - 1);
    return keys[slot] ? words[slot] : UNDECIDED;
}

int64_t look_at(const byte *data, const uint32_t *starts, const uint32_t *sizes, const uint64_t *hashes,
                int64_t height, const uint32_t *rows, int64_t count, const uint64_t *keys, const byte *words,
                byte *codes, uint64_t *numbers, uint32_t *lengths) {
    /* Many rows in their own order: memory is then read from its beginning to its end. */
    int is_many = count > height / 64;
    uint32_t *places = is_many ? calloc(height + AHEAD, sizeof *places) : 0;
    int64_t undecided = 0, turns = is_many ? height : count;
    if (is_many && !places) return -1;
    for (int64_t i = 0; is_many && i < count; i++) places[rows[i]] = (uint32_t)i + 1;
    for (int64_t turn = 0; turn < turns; turn++) {
        int64_t row = turn, place = turn;
        if (is_many) {
            if (places[row + AHEAD]) __builtin_prefetch(data + starts[row + AHEAD]);
            if (!places[row]) continue;
            place = places[row] - 1;
        } else {
            row = rows[turn];
        }
        seen found = look(data + starts[row], sizes[row], lengths + place);
        if (sizes[row] <= LONGEST_WORD) {
            byte word = word_code(hashes[row], keys, words);
            if (word != UNDECIDED) found = (seen){word, 0};
        }
        codes[place] = found.code;
        numbers[place] = found.number;
        undecided += found.code == UNDECIDED;
    }
    free(places);
    return undecided;
}

void gather_texts(const byte *data, const uint32_t *starts, const uint32_t *sizes, const uint32_t *rows,
                  int64_t count, byte *content, int64_t *ends) {
    int64_t end = 0;
    for (int64_t i = 0; i < count; i++) {
        memcpy(content + end, data + starts[rows[i]], sizes[rows[i]]);
        end += sizes[rows[i]];
        ends[i] = end;
    }
}
