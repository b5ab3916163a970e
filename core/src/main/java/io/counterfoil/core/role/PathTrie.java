package io.counterfoil.core.role;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the operation that a method and a path mean: whole segments, literals before parameters.
///
/// Matching allocates nothing and is linear in the path's length but for back-tracking where a
/// literal and a parameter both fit, which the depth of the templates bounds. A list of regular
/// expressions was 30 to 4,000 times slower and can be attacked.
final class PathTrie {
  private static final int LEAST_SLOTS = 4;

  private final Node root = new Node();

  /// @throws IllegalArgumentException if two operations have one method and one shape of path
  PathTrie(Collection<Operation> operations) {
    operations.forEach(this::add);
  }

  private void add(Operation operation) {
    Node node = root;
    for (String segment : operation.template().segments()) {
      node = PathTemplate.isParameter(segment) ? node.parameter() : node.literal(segment);
    }
    Operation other = node.operations.putIfAbsent(operation.method(), operation);
    if (other != null) {
      throw new IllegalArgumentException(
          "`" + operation + "` means the same calls as `" + other + "` (expected: one of them)");
    }
  }

  /// The operation; null where none is known.
  @Nullable Operation find(String method, String path) {
    return find(root, method, path, path.length() == 1 ? path.length() : 0);
  }

  private static @Nullable Operation find(Node node, String method, String path, int slash) {
    if (slash >= path.length()) {
      return node.operations.get(method);
    }
    int start = slash + 1;
    int end = start;
    int hash = 0;
    while (end < path.length() && path.charAt(end) != '/') {
      hash = 31 * hash + path.charAt(end++);
    }
    Node literal = node.child(path, start, end, hash);
    Operation found = literal == null ? null : find(literal, method, path, end);
    if (found == null && node.anything != null && end > start) {
      found = find(node.anything, method, path, end);
    }
    return found;
  }

  /// One place in the trie; its literal children stand in an open-addressed table by the segment's
  /// hash, so that a segment need not be cut out of the path to be looked up.
  private static final class Node {
    private final Map<String, Operation> operations = new HashMap<>();
    private @Nullable Node anything;
    private @Nullable String[] names = new @Nullable String[LEAST_SLOTS];
    private @Nullable Node[] children = new @Nullable Node[LEAST_SLOTS];
    private int size;

    Node parameter() {
      if (anything == null) {
        anything = new Node();
      }
      return anything;
    }

    Node literal(String segment) {
      Node known = child(segment, 0, segment.length(), segment.hashCode());
      if (known != null) {
        return known;
      }
      if (++size * 2 > names.length) {
        grow();
      }
      Node fresh = new Node();
      put(segment, fresh);
      return fresh;
    }

    private void grow() {
      @Nullable String[] oldNames = names;
      @Nullable Node[] oldChildren = children;
      names = new @Nullable String[oldNames.length * 2];
      children = new @Nullable Node[oldNames.length * 2];
      for (int i = 0; i < oldNames.length; i++) {
        String name = oldNames[i];
        Node child = oldChildren[i];
        if (name != null && child != null) {
          put(name, child);
        }
      }
    }

    private void put(String name, Node child) {
      int slot = name.hashCode() & names.length - 1;
      while (names[slot] != null) {
        slot = slot + 1 & names.length - 1;
      }
      names[slot] = name;
      children[slot] = child;
    }

    @Nullable Node child(String path, int start, int end, int hash) {
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
