/* As much of HTTP/2 (RFC 9113) as a client of gRPC needs that knows what it sends: numbers the frames
 * of a request, and reads no header of an answer. */
#ifndef COUNTERFOIL_BENCH_HTTP2_H
#define COUNTERFOIL_BENCH_HTTP2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
  HTTP2_DATA = 0,
  HTTP2_HEADERS = 1,
  HTTP2_RESET = 3,
  HTTP2_SETTINGS = 4,
  HTTP2_PING = 6,
  HTTP2_GOAWAY = 7,
  HTTP2_HEAD_BYTES = 9,
  HTTP2_REPLY_BYTES = HTTP2_HEAD_BYTES + 8
};

/* The preface, SETTINGS with the largest window for each stream, and as large a one for all. */
#define HTTP2_PREFACE                                                                                         \
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"                                                                            \
  "\0\0\6\4\0\0\0\0\0\0\4\x7f\xff\xff\xff"                                                                      \
  "\0\0\4\x8\0\0\0\0\0\x7f\xff\0\0"
#define HTTP2_PREFACE_BYTES (sizeof HTTP2_PREFACE - 1)

struct http2_frame {
  uint8_t type, flags;
  uint32_t stream, length;
  const char *payload;
  size_t bytes; /* with its head */
};

static inline uint32_t http2_big(const char *at, int bytes) {
  uint32_t value = 0;
  for (int i = 0; i < bytes; i++) value = value << 8 | (uint8_t)at[i];
  return value;
}

/* Reads the frame at the front; false where it is not all there. */
static inline bool http2_parse(const char *bytes, size_t size, struct http2_frame *frame) {
  if (size < HTTP2_HEAD_BYTES) return false;
  frame->length = http2_big(bytes, 3);
  frame->type = (uint8_t)bytes[3];
  frame->flags = (uint8_t)bytes[4];
  frame->stream = http2_big(bytes + 5, 4) & 0x7fffffff;
  frame->payload = bytes + HTTP2_HEAD_BYTES;
  frame->bytes = HTTP2_HEAD_BYTES + (size_t)frame->length;
  return size >= frame->bytes;
}

/* Puts the number of a stream into both frames of a request. */
static inline void http2_number(char *frames, uint32_t stream) {
  char *second = frames + HTTP2_HEAD_BYTES + http2_big(frames, 3);
  for (int i = 0; i < 4; i++) frames[5 + i] = second[5 + i] = (char)(stream >> (24 - 8 * i));
}

/* Whether nothing follows in this stream. */
static inline bool http2_is_last(const struct http2_frame *frame) {
  bool carries_end = frame->type == HTTP2_DATA || frame->type == HTTP2_HEADERS;
  return frame->type == HTTP2_RESET || (carries_end && (frame->flags & 1) != 0);
}

/* What a frame must be answered with: SETTINGS and PING want to be acknowledged. Returns its length. */
static inline size_t http2_reply(const struct http2_frame *frame, char *reply) {
  bool is_asking = (frame->flags & 1) == 0;
  if (!is_asking || (frame->type != HTTP2_SETTINGS && frame->type != HTTP2_PING)) return 0;
  size_t length = frame->type == HTTP2_PING ? 8 : 0;
  memset(reply, 0, HTTP2_HEAD_BYTES);
  reply[2] = (char)length;
  reply[3] = (char)frame->type;
  reply[4] = 1;
  memcpy(reply + HTTP2_HEAD_BYTES, frame->payload, length);
  return HTTP2_HEAD_BYTES + length;
}

/* The outcome in a message of Envoy's CheckResponse, as HTTP's status: its first field is a
 * google.rpc.Status, whose first field, left out for OK, is the code. */
static inline int http2_check_status(const struct http2_frame *frame) {
  enum { MESSAGE = 5, PERMISSION_DENIED = 7, UNAUTHENTICATED = 16 };
  const char *message = frame->payload + MESSAGE;
  if (frame->length < MESSAGE + 2 || message[0] != 0x0a) return 0;
  if (message[1] == 0 || frame->length < MESSAGE + 4 || message[2] != 0x08) return 200;
  return message[3] == UNAUTHENTICATED ? 401 : message[3] == PERMISSION_DENIED ? 403 : 500;
}

#endif
