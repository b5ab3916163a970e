/* A load generator for one processor: sends the requests of a file over keep-alive connections and
 * prints, as JSON, how many were answered, how, and how fast.
 *
 *   load -p PORT -f FILE [-c CONNECTIONS] [-m STREAMS] [-s SECONDS] [-r RATE] [-o FIRST]
 *
 * Without a rate the loop is closed: each connection sends its next request when it has the answer.
 * With a rate it is open: requests arrive at random (Poisson), whatever the server does, and latency
 * counts from the instant at which a request was meant to be sent, so a server that stalls pays for
 * all that had to wait meanwhile.
 *
 * The file holds the requests one after the other, each after its length (four bytes, little-endian).
 * With a number of streams each connection speaks HTTP/2 (RFC 9113) and carries so many gRPC calls at a
 * time; a request is then two frames, HEADERS and DATA, with 0 for the number of the stream.
 */
#define _GNU_SOURCE
#include "http2.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER_BYTES = 64 * 1024, REQUEST_BYTES = 16 * 1024, EVENTS = 256, STATUSES = 600, NANOS = 1000000000 };

#define USAGE "expected: -p PORT -f FILE [-c CONNECTIONS] [-m STREAMS] [-s SECONDS] [-r RATE] [-o FIRST]"

struct request {
  const char *bytes;
  uint32_t length;
};

struct connection {
  int fd;
  size_t read;          /* bytes of the answer so far */
  uint32_t last_stream; /* HTTP/2 alone */
  struct slot *slots;
  char answer[ANSWER_BYTES + 1];
};

/* Room for one request under way: a connection has one, or with HTTP/2 one for each stream. */
struct slot {
  struct connection *connection;
  bool busy;
  uint64_t due;    /* when the request was meant to be sent, in nanoseconds */
  uint32_t stream; /* HTTP/2 alone */
};

static struct {
  int port, connections, streams;
  double seconds, rate;
  const char *file;
  size_t first;
} asked = {.connections = 64, .seconds = 5};

static struct request *requests;
static size_t request_count, next_request;
static struct connection *connections;
static struct slot *slots, **idle; /* idle: those that wait for an arrival, open loop only */
static int slot_count, idle_count;
static uint64_t *waiting; /* a ring of arrivals that found no idle slot */
static size_t waiting_from, waiting_to;
static const size_t waiting_most = 1 << 20;
static uint32_t *latencies; /* in units of 100 ns */
static size_t answered, latency_room;
static uint64_t statuses[STATUSES], dropped;
static int *statuses_of_streams; /* a slot each: what the message said, until its stream ends */
static bool ended;

__attribute__((noreturn, format(printf, 1, 2))) static void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("load: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(1);
}

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * NANOS + (uint64_t)time.tv_nsec;
}

static void *room(size_t count, size_t size) {
  void *memory = calloc(count, size);
  if (memory == NULL) fail("no memory for %zu times %zu bytes", count, size);
  return memory;
}

/* ---- the requests ---- */

static void read_requests(void) {
  int fd = open(asked.file, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) < 0) fail("`%s`: %s", asked.file, strerror(errno));
  size_t size = (size_t)status.st_size, at = 0, most = 1024;
  const char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  if (bytes == MAP_FAILED) fail("`%s`: %s", asked.file, strerror(errno));
  close(fd);
  requests = room(most, sizeof *requests);
  while (at + sizeof(uint32_t) <= size) {
    uint32_t length;
    memcpy(&length, bytes + at, sizeof length);
    at += sizeof length;
    if (length == 0 || length > size - at) fail("`%s`: a request of %u bytes at %zu", asked.file, length, at);
    if (request_count == most) {
      most *= 2;
      requests = realloc(requests, most * sizeof *requests);
      if (requests == NULL) fail("no memory for %zu requests", most);
    }
    requests[request_count++] = (struct request){bytes + at, length};
    at += length;
  }
  if (request_count == 0) fail("`%s` holds no request", asked.file);
  next_request = asked.first % request_count;
}

/* ---- one connection ---- */

static void send_all(struct connection *connection, const void *bytes, size_t length) {
  /* Requests are shorter than an empty socket buffer, so a send is never partial. */
  if (send(connection->fd, bytes, length, MSG_NOSIGNAL) != (ssize_t)length)
    fail("a request was not sent: %s", strerror(errno));
}

static void connect_it(struct connection *connection, int epoll) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)asked.port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int yes = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0)
    fail("port %d: %s", asked.port, strerror(errno));
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  fcntl(fd, F_SETFL, O_NONBLOCK);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll: %s", strerror(errno));
  connection->fd = fd;
  connection->read = 0;
  connection->last_stream = 0;
  if (asked.streams > 0) send_all(connection, HTTP2_PREFACE, HTTP2_PREFACE_BYTES);
}

static void send_next(struct slot *slot, uint64_t due) {
  struct request request = requests[next_request];
  if (++next_request == request_count) next_request = 0;
  slot->busy = true;
  slot->due = due;
  if (asked.streams == 0) {
    slot->connection->read = 0;
    send_all(slot->connection, request.bytes, request.length);
    return;
  }
  char frames[REQUEST_BYTES];
  if (request.length > sizeof frames) fail("a request of more than %d bytes", REQUEST_BYTES);
  slot->stream = slot->connection->last_stream == 0 ? 1 : slot->connection->last_stream + 2;
  slot->connection->last_stream = slot->stream;
  memcpy(frames, request.bytes, request.length);
  http2_number(frames, slot->stream);
  send_all(slot->connection, frames, request.length);
}

/* The value of a header of the answer's head, whose name is given in lower case with its colon. */
static const char *header(const char *head, const char *name) {
  const char *found = strcasestr(head, name);
  return found == NULL ? NULL : found + strlen(name);
}

/* Whether the answer is complete. */
static bool is_complete(struct connection *connection) {
  char *answer = connection->answer;
  answer[connection->read] = 0;
  char *end = strstr(answer, "\r\n\r\n");
  if (end == NULL) return false;
  if (strncmp(answer + 9, "204", 3) == 0) return true;
  size_t head = (size_t)(end + 4 - answer);
  *end = 0;
  const char *length = header(answer, "\ncontent-length:");
  bool is_chunked = length == NULL && header(answer, "\ntransfer-encoding: chunked") != NULL;
  *end = '\r';
  if (is_chunked)
    return connection->read >= head + 5 && memcmp(answer + connection->read - 5, "0\r\n\r\n", 5) == 0;
  return connection->read >= head + (length == NULL ? 0 : strtoul(length, NULL, 10));
}

/* The request of a slot was answered: notes it, and sends the next one where there is one to send. */
static void complete(struct slot *slot, int status) {
  uint64_t at = now();
  statuses[status > 0 && status < STATUSES ? status : 0]++;
  if (answered == latency_room) {
    latency_room = latency_room == 0 ? 1 << 20 : latency_room * 2;
    latencies = realloc(latencies, latency_room * sizeof *latencies);
    if (latencies == NULL) fail("no memory for %zu latencies", latency_room);
  }
  uint64_t took = (at - slot->due) / 100;
  latencies[answered++] = took > UINT32_MAX ? UINT32_MAX : (uint32_t)took;
  slot->busy = false;
  if (ended) return;
  if (asked.rate == 0) {
    send_next(slot, at);
  } else if (waiting_from != waiting_to) {
    send_next(slot, waiting[waiting_from++ % waiting_most]);
  } else {
    idle[idle_count++] = slot;
  }
}

static void on_frame(struct connection *connection, const struct http2_frame *frame) {
  char reply[HTTP2_REPLY_BYTES];
  size_t length = http2_reply(frame, reply);
  if (length > 0) send_all(connection, reply, length);
  if (frame->stream == 0 && frame->type == HTTP2_GOAWAY) fail("the server said that it goes away");
  for (int i = 0; i < asked.streams; i++) {
    struct slot *slot = &connection->slots[i];
    if (!slot->busy || slot->stream != frame->stream) continue;
    if (frame->type == HTTP2_DATA) statuses_of_streams[slot - slots] = http2_check_status(frame);
    if (http2_is_last(frame)) complete(slot, statuses_of_streams[slot - slots]);
    return;
  }
}

/* Takes whole frames off the front of what was read. */
static void on_frames(struct connection *connection) {
  size_t at = 0;
  struct http2_frame frame;
  while (http2_parse(connection->answer + at, connection->read - at, &frame)) {
    at += frame.bytes;
    on_frame(connection, &frame);
  }
  connection->read -= at;
  memmove(connection->answer, connection->answer + at, connection->read);
}

/* The server closed it: begins anew; what was under way is lost and its slots take the next. */
static void reconnect(struct connection *connection, int epoll) {
  close(connection->fd);
  connect_it(connection, epoll);
  for (int i = 0; i < (asked.streams > 0 ? asked.streams : 1); i++) {
    struct slot *slot = &connection->slots[i];
    if (!slot->busy) continue;
    dropped++;
    if (!ended) send_next(slot, slot->due);
  }
}

static void on_readable(struct connection *connection, int epoll) {
  size_t room_left = ANSWER_BYTES - connection->read;
  ssize_t count = recv(connection->fd, connection->answer + connection->read, room_left, 0);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) {
    reconnect(connection, epoll);
    return;
  }
  connection->read += (size_t)count;
  if (asked.streams > 0) {
    on_frames(connection);
  } else if (connection->slots->busy && is_complete(connection)) {
    complete(connection->slots, atoi(connection->answer + 9));
  }
  if (connection->read == ANSWER_BYTES) fail("an answer of more than %d bytes", ANSWER_BYTES);
}

/* ---- the two loops ---- */

static void turn(int epoll, int timeout) {
  struct epoll_event events[EVENTS];
  int count = epoll_wait(epoll, events, EVENTS, timeout);
  for (int i = 0; i < count; i++) on_readable(events[i].data.ptr, epoll);
}

static bool is_any_busy(void) {
  for (int i = 0; i < slot_count; i++)
    if (slots[i].busy) return true;
  return false;
}

static void run_closed(int epoll, uint64_t until) {
  for (int i = 0; i < slot_count; i++) send_next(&slots[i], now());
  while (now() < until) turn(epoll, 100);
}

static void arrive(uint64_t due) {
  if (idle_count > 0) {
    send_next(idle[--idle_count], due);
  } else if (waiting_to - waiting_from < waiting_most) {
    waiting[waiting_to++ % waiting_most] = due;
  } else {
    dropped++;
  }
}

/* Never sleeps: a timer would come later than the arrivals are apart. */
static void run_open(int epoll, uint64_t from, uint64_t until) {
  uint64_t due = from, at;
  srand48(20260101 + (long)asked.first);
  for (int i = 0; i < slot_count; i++) idle[idle_count++] = &slots[i];
  while ((at = now()) < until) {
    for (; due <= at; due += (uint64_t)(-log(1 - drand48()) / asked.rate * NANOS)) arrive(due);
    turn(epoll, 0);
  }
  dropped += waiting_to - waiting_from;
}

/* ---- what came of it ---- */

static int by_size(const void *one, const void *other) {
  uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
  return (a > b) - (a < b);
}

static double micros(double share) {
  return answered == 0 ? 0 : latencies[(size_t)(share * (double)(answered - 1))] / 10.0;
}

static void print_result(double seconds) {
  qsort(latencies, answered, sizeof *latencies, by_size);
  printf("{\"answered\":%zu,\"dropped\":%lu,\"seconds\":%.3f,\"statuses\":{", answered, dropped, seconds);
  const char *comma = "";
  for (int i = 0; i < STATUSES; i++) {
    if (statuses[i] == 0) continue;
    printf("%s\"%d\":%lu", comma, i, statuses[i]);
    comma = ",";
  }
  printf("},\"micros\":{\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"p999\":%.1f,\"max\":%.1f}}\n", micros(0.5),
         micros(0.9), micros(0.99), micros(0.999), micros(1));
}

static void read_arguments(int count, char **arguments) {
  for (int option; (option = getopt(count, arguments, "p:f:c:m:s:r:o:")) != -1;) {
    switch (option) {
      case 'p': asked.port = atoi(optarg); break;
      case 'f': asked.file = optarg; break;
      case 'c': asked.connections = atoi(optarg); break;
      case 'm': asked.streams = atoi(optarg); break;
      case 's': asked.seconds = atof(optarg); break;
      case 'r': asked.rate = atof(optarg); break;
      case 'o': asked.first = strtoul(optarg, NULL, 10); break;
      default: fail(USAGE);
    }
  }
  if (asked.port <= 0 || asked.file == NULL || asked.connections <= 0 || asked.seconds <= 0 || asked.rate < 0 ||
      asked.streams < 0)
    fail(USAGE);
}

static void connect_all(int epoll) {
  int each = asked.streams > 0 ? asked.streams : 1;
  slot_count = asked.connections * each;
  connections = room((size_t)asked.connections, sizeof *connections);
  slots = room((size_t)slot_count, sizeof *slots);
  idle = room((size_t)slot_count, sizeof(struct slot *));
  statuses_of_streams = room((size_t)slot_count, sizeof *statuses_of_streams);
  waiting = room(waiting_most, sizeof *waiting);
  for (int i = 0; i < slot_count; i++) slots[i].connection = &connections[i / each];
  for (int i = 0; i < asked.connections; i++) {
    connections[i].slots = &slots[i * each];
    connect_it(&connections[i], epoll);
  }
}

int main(int count, char **arguments) {
  read_arguments(count, arguments);
  read_requests();
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  connect_all(epoll);
  uint64_t from = now(), until = from + (uint64_t)(asked.seconds * NANOS);
  if (asked.rate == 0) {
    run_closed(epoll, until);
  } else {
    run_open(epoll, from, until);
  }
  ended = true;
  for (uint64_t patience = now() + 2ULL * NANOS; is_any_busy() && now() < patience;) turn(epoll, 100);
  print_result((double)(now() - from) / NANOS);
  return 0;
}
