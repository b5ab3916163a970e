package io.counterfoil.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Revokes keys while verifiers are asked, and measures how long each lets a revoked key pass: from
/// the answer of the admin call, which comes after the commit, to the first refusal. Or, with
/// `new-enemy`, uses each revoked key at once with the revision of its revocation, and counts who
/// lets it pass, which nobody may.
final class RevocationBench {
  private static final long SETTLING_SECONDS = 10;

  private final URI control;
  private final String operator;
  private final List<URI> edges;
  private final List<String[]> keys;

  /// What the command line says: mode, control, operator's token file, file of pairs (`appKey
  /// token` a line; the first is never revoked), revocations a second, background requests a
  /// second, edges.
  private RevocationBench(String[] arguments) throws IOException {
    control = URI.create(arguments[1]);
    operator = Files.readString(Path.of(arguments[2])).strip();
    keys =
        Files.readAllLines(Path.of(arguments[3])).stream().map(line -> line.split(" ", 2)).toList();
    edges = Arrays.stream(arguments).skip(6).map(URI::create).toList();
  }

  /// Runs, prints, and ends with 1 where a bound was broken.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var bench = new RevocationBench(arguments);
    boolean isGood =
        arguments[0].equals("new-enemy")
            ? bench.newEnemy()
            : bench.measure(Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
    System.exit(isGood ? 0 : 1);
  }

  private String revoke(PlainHttp admin, String key) throws IOException {
    PlainHttp.Reply reply =
        admin.ask(
            "PATCH /v1/accounts/demostore/keys/"
                + key
                + "?wait=none HTTP/1.1\r\nHost: control\r\nContent-Type: application/json\r\n"
                + "Content-Length: 16\r\nAuthorization: Bearer "
                + operator
                + "\r\n",
            "{\"active\":false}");
    if (reply.status() != 200) {
      throw new IOException("revoking answered " + reply.status());
    }
    return String.valueOf(reply.revision());
  }

  private static int use(PlainHttp edge, String[] pair, String more) throws IOException {
    return edge.ask(
            "GET /v1/authz/forward HTTP/1.1\r\nHost: edge\r\nX-Original-Method: GET\r\n"
                + "X-Original-URI: /api/oms/pvt/orders/1\r\nX-VTEX-API-AppKey: "
                + pair[0]
                + "\r\nX-VTEX-API-AppToken: "
                + pair[1]
                + "\r\n"
                + more,
            "")
        .status();
  }

  /// A key that was revoked.
  private record Revoked(int number, long answered) {}

  private boolean measure(int perSecond, int load) throws IOException, InterruptedException {
    int count = keys.size() - 1;
    long[][] took = new long[edges.size()][count];
    var over = new AtomicBoolean();
    var left = new CountDownLatch(edges.size());
    var served = new LongAdder();
    var wrong = new LongAdder();
    List<ConcurrentLinkedQueue<Revoked>> queues = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      var queue = new ConcurrentLinkedQueue<Revoked>();
      int at = i;
      queues.add(queue);
      Thread.ofPlatform().start(() -> watch(edges.get(at), queue, took[at], left));
      Thread.ofPlatform()
          .start(() -> traffic(edges.get(at), load / edges.size(), over, served, wrong));
    }
    long began = System.nanoTime();
    long[] upper = new long[count];
    try (var admin = new PlainHttp(control)) {
      for (int i = 0; i < count; i++) {
        LockSupport.parkNanos(began + i * 1_000_000_000L / perSecond - System.nanoTime());
        long sent = System.nanoTime();
        revoke(admin, keys.get(i + 1)[0]);
        long answered = System.nanoTime();
        upper[i] = answered - sent;
        var revoked = new Revoked(i, answered);
        queues.forEach(queue -> queue.add(revoked));
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    boolean isDone = left.await(SETTLING_SECONDS, TimeUnit.SECONDS);
    over.set(true);
    boolean isGood = tell(took, upper, seconds, served.sum() / seconds, wrong.sum());
    return isDone && isGood;
  }

  private void watch(
      URI edge, ConcurrentLinkedQueue<Revoked> queue, long[] took, CountDownLatch left) {
    try (var client = new PlainHttp(edge)) {
      for (int done = 0; done < took.length; ) {
        Revoked next = queue.poll();
        if (next == null) {
          LockSupport.parkNanos(200_000);
          continue;
        }
        int status = use(client, keys.get(next.number() + 1), "");
        if (status == 200) {
          queue.add(next);
        } else {
          took[next.number()] = System.nanoTime() - next.answered();
          done++;
        }
      }
      left.countDown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void traffic(
      URI edge, int perSecond, AtomicBoolean over, LongAdder served, LongAdder wrong) {
    try (var client = new PlainHttp(edge)) {
      long began = System.nanoTime();
      for (long i = 0; !over.get(); i++) {
        LockSupport.parkNanos(
            began + i * 1_000_000_000L / Math.max(1, perSecond) - System.nanoTime());
        if (use(client, keys.getFirst(), "") != 200) {
          wrong.increment();
        }
        served.increment();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean tell(
      long[][] took, long[] calls, double seconds, double rate, long wrong) {
    long[] all = Arrays.stream(took).flatMapToLong(Arrays::stream).sorted().toArray();
    long[] last = new long[calls.length];
    for (int i = 0; i < last.length; i++) {
      for (long[] each : took) {
        last[i] = Math.max(last[i], each[i]);
      }
    }
    Arrays.sort(last);
    Arrays.sort(calls);
    System.out.printf(
        Locale.ROOT,
        "%,d revocations in %.0f s to %d verifier processes, which answered %,.0f requests a second"
            + " meanwhile, %d of them wrong%n%n",
        calls.length,
        seconds,
        took.length,
        rate,
        wrong);
    System.out.println("| milliseconds | p50 | p99 | p99.9 | maximum |");
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    row("from the admin call's answer to a verifier's first refusal", all);
    row("the same, to the first refusal of the last of the verifiers", last);
    row("the admin call itself", calls);
    return wrong == 0 && at(all, 0.99) < 250 && at(all, 1) < 2_000;
  }

  private static void row(String what, long[] sorted) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f |%n",
        what,
        at(sorted, 0.5),
        at(sorted, 0.99),
        at(sorted, 0.999),
        at(sorted, 1));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))] / 1e6;
  }

  private boolean newEnemy() throws InterruptedException {
    int rounds = keys.size() - 1;
    var next = new AtomicInteger();
    var violations = new LongAdder();
    var notYet = new LongAdder();
    long began = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (URI edge : edges) {
      threads.add(Thread.ofPlatform().start(() -> rounds(edge, next, violations, notYet)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    int done = Math.min(rounds, next.get());
    System.out.printf(
        Locale.ROOT,
        "%,d rounds of revoke, then use with the revision, over %d verifiers in %.0f s: %d"
            + " violations; %d times a verifier said that the revision had not arrived%n",
        done,
        edges.size(),
        (System.nanoTime() - began) / 1e9,
        violations.sum(),
        notYet.sum());
    return violations.sum() == 0 && done == rounds;
  }

  private void rounds(URI edge, AtomicInteger next, LongAdder violations, LongAdder notYet) {
    try (var admin = new PlainHttp(control);
        var client = new PlainHttp(edge)) {
      for (int i = next.incrementAndGet(); i < keys.size(); i = next.incrementAndGet()) {
        String[] pair = keys.get(i);
        String revision = revoke(admin, pair[0]);
        int status = use(client, pair, "X-Counterfoil-At-Least: " + revision + "\r\n");
        if (status == 503) {
          notYet.increment();
        } else if (status != 401) {
          violations.increment();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
