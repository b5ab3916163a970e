package io.counterfoil.core.role;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds the operation that a method and a path mean: whole segments, literals before parameters.
///
/// Matching allocates nothing and is linear in the path's length but for back-tracking where a
/// literal and a parameter both fit, which the depth of the templates bounds. A list of regular
/// expressions was 30 to 4,000 times slower and can be attacked.
///
/// @param <T> what is found, one for each operation
final class PathTrie<T> {
  private static final int LEAST_SLOTS = 4;

  private final Node<T> root = new Node<>();
  private final Function<T, Operation> operationOf;

  PathTrie(Function<T, Operation> operationOf) {
    this.operationOf = operationOf;
  }

  /// @throws IllegalArgumentException if another operation has the same method and shape of path
  void add(T entry) {
    Operation operation = operationOf.apply(entry);
    Node<T> node = root;
    for (String segment : operation.template().segments()) {
      node = PathTemplate.isParameter(segment) ? node.parameter() : node.literal(segment);
    }
    T other = node.entries.putIfAbsent(operation.method(), entry);
    if (other != null) {
      throw new IllegalArgumentException(
          "`"
              + operation
              + "` means the same calls as `"
              + operationOf.apply(other)
              + "` (expected: one of them)");
    }
  }

  /// The operation; null where none is known.
  @Nullable T find(String method, String path) {
    return find(root, method, path, path.length() == 1 ? path.length() : 0);
  }

  private static <T> @Nullable T find(Node<T> node, String method, String path, int slash) {
    if (slash >= path.length()) {
      return node.entries.get(method);
    }
    int start = slash + 1;
    int end = start;
    int hash = 0;
    while (end < path.length() && path.charAt(end) != '/') {
      hash = 31 * hash + path.charAt(end++);
    }
    Node<T> literal = node.child(path, start, end, hash);
    T found = literal == null ? null : find(literal, method, path, end);
    if (found == null && node.anything != null && end > start) {
      found = find(node.anything, method, path, end);
    }
    return found;
  }

  /// One place in the trie; its literal children stand in an open-addressed table by the segment's
  /// hash, so that a segment need not be cut out of the path to be looked up.
  private static final class Node<T> {
    private final Map<String, T> entries = new HashMap<>();
    private @Nullable Node<T> anything;
    private @Nullable String[] names = new @Nullable String[LEAST_SLOTS];
    private @Nullable Node<T>[] children = nodes(LEAST_SLOTS);
    private int size;

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java makes no arrays of what has a parameter
    private static <T> @Nullable Node<T>[] nodes(int count) {
      return new @Nullable Node[count];
    }

    Node<T> parameter() {
      if (anything == null) {
        anything = new Node<>();
      }
      return anything;
    }

    Node<T> literal(String segment) {
      Node<T> known = child(segment, 0, segment.length(), segment.hashCode());
      if (known != null) {
        return known;
      }
      if (++size * 2 > names.length) {
        grow();
      }
      Node<T> fresh = new Node<>();
      put(segment, fresh);
      return fresh;
    }

    private void grow() {
      @Nullable String[] oldNames = names;
      @Nullable Node<T>[] oldChildren = children;
      names = new @Nullable String[oldNames.length * 2];
      children = nodes(oldNames.length * 2);
      for (int i = 0; i < oldNames.length; i++) {
        String name = oldNames[i];
        Node<T> child = oldChildren[i];
        if (name != null && child != null) {
          put(name, child);
        }
      }
    }

    private void put(String name, Node<T> child) {
      int slot = name.hashCode() & names.length - 1;
      while (names[slot] != null) {
        slot = slot + 1 & names.length - 1;
      }
      names[slot] = name;
      children[slot] = child;
    }

    @Nullable Node<T> child(String path, int start, int end, int hash) {
      int slot = hash & names.length - 1;
      for (String name = names[slot]; name != null; name = names[slot]) {
        if (name.length() == end - start && path.startsWith(name, start)) {
          return children[slot];
        }
        slot = slot + 1 & names.length - 1;
      }
      return null;
    }
  }
}
