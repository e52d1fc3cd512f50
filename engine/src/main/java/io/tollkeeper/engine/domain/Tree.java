package io.tollkeeper.engine.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * A sorted map that never changes: adding or removing gives another one, which shares nearly all of it. Every operation takes time in
 * proportion to the logarithm of its size, so a customer may have thousands of something and still be copied for each fact. (A
 * height-balanced tree after Adelson-Velsky and Landis.)
 */
public final class Tree<K extends Comparable<? super K>, V> {

  private final @Nullable Node<K, V> root;

  private record Node<K, V>(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right, int height,
      int size) {}

  private Tree(@Nullable Node<K, V> root) {
    this.root = root;
  }

  /** Without any content. */
  public static <K extends Comparable<? super K>, V> Tree<K, V> empty() {
    return new Tree<>(null);
  }

  public int size() {
    return size(root);
  }

  /** The value of this key. */
  public Optional<V> get(K key) {
    var node = root;
    while (node != null) {
      var order = key.compareTo(node.key);
      if (order == 0) return Optional.of(node.value);
      node = order < 0 ? node.left : node.right;
    }
    return Optional.empty();
  }

  /** The smallest key. */
  public Optional<K> first() {
    if (root == null) return Optional.empty();
    var node = root;
    while (node.left != null)
      node = node.left;
    return Optional.of(node.key);
  }

  /** With this value for this key, in place of another. */
  public Tree<K, V> plus(K key, V value) {
    return new Tree<>(plus(root, key, value));
  }

  /** Without this key. */
  public Tree<K, V> minus(K key) {
    return get(key).isEmpty() ? this : new Tree<>(minus(root, key));
  }

  /** Visits all content in the order of the keys. */
  public void forEach(BiConsumer<? super K, ? super V> visitor) {
    forEach(root, visitor);
  }

  /** Whether both have the same content. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tree<?, ?> tree && content().equals(tree.content());
  }

  @Override
  public int hashCode() {
    return content().hashCode();
  }

  @Override
  public String toString() {
    return content().toString();
  }

  private Map<K, V> content() {
    var content = new LinkedHashMap<K, V>();
    forEach(content::put);
    return content;
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> plus(@Nullable Node<K, V> node, K key, V value) {
    if (node == null) return node(key, value, null, null);
    var order = key.compareTo(node.key);
    if (order == 0) return node(key, value, node.left, node.right);
    return order < 0
        ? balanced(node.key, node.value, plus(node.left, key, value), node.right)
        : balanced(node.key, node.value, node.left, plus(node.right, key, value));
  }

  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> minus(@Nullable Node<K, V> node, K key) {
    if (node == null) return null;
    var order = key.compareTo(node.key);
    if (order < 0) return balanced(node.key, node.value, minus(node.left, key), node.right);
    if (order > 0) return balanced(node.key, node.value, node.left, minus(node.right, key));
    if (node.left == null) return node.right;
    if (node.right == null) return node.left;
    var next = node.right;
    while (next.left != null)
      next = next.left;
    return balanced(next.key, next.value, node.left, minus(node.right, next.key));
  }

  private static <K, V> Node<K, V> balanced(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    if (left != null && left.height > height(right) + 1) {
      if (left.right == null || height(left.left) >= left.right.height)
        return node(left.key, left.value, left.left, node(key, value, left.right, right));
      var middle = left.right;
      return node(middle.key, middle.value, node(left.key, left.value, left.left, middle.left),
          node(key, value, middle.right, right));
    }
    if (right != null && right.height > height(left) + 1) {
      if (right.left == null || height(right.right) >= right.left.height)
        return node(right.key, right.value, node(key, value, left, right.left), right.right);
      var middle = right.left;
      return node(middle.key, middle.value, node(key, value, left, middle.left),
          node(right.key, right.value, middle.right, right.right));
    }
    return node(key, value, left, right);
  }

  private static <K, V> Node<K, V> node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    return new Node<>(key, value, left, right, Math.max(height(left), height(right)) + 1, size(left) + size(right) + 1);
  }

  private static int height(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.height;
  }

  private static int size(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.size;
  }

  private static <K, V> void forEach(@Nullable Node<K, V> node, BiConsumer<? super K, ? super V> visitor) {
    if (node == null) return;
    forEach(node.left, visitor);
    visitor.accept(node.key, node.value);
    forEach(node.right, visitor);
  }
}
