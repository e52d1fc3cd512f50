package io.tollkeeper.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoint of a request by its path and method. Each segment of a path is percent-decoded exactly once, so a variable can
 * contain anything, slashes included, and it is for the endpoint to say what it may be.
 */
final class Router {

  private final Node root = new Node();

  Router(List<Endpoint> endpoints) {
    for (var endpoint : endpoints)
      add(endpoint);
  }

  /** What was found. */
  sealed interface Found {

    /** The endpoint, and the variables of its path. */
    record Match(Endpoint endpoint, Map<String, String> variables) implements Found {}

    /** A path that has these methods only. */
    record OtherMethods(List<String> allowed) implements Found {}

    /** Nothing. */
    record Nothing() implements Found {}
  }

  Found find(HttpRequest request) {
    var path = request.getUri().path();
    if (path.length() < 2 || path.endsWith("/") || path.contains("//")) return new Found.Nothing();
    var node = root;
    var values = new ArrayList<String>(2);
    for (var segment : request.getUri().pathSegments()) {
      var next = node.fixed.get(segment);
      if (next == null) {
        next = node.variable;
        values.add(segment);
      }
      if (next == null) return new Found.Nothing();
      node = next;
    }
    var endpoint = node.endpoints.get(request.method().value());
    if (endpoint != null) return new Found.Match(endpoint.endpoint, endpoint.variables(values));
    return node.endpoints.isEmpty()
        ? new Found.Nothing()
        : new Found.OtherMethods(List.copyOf(node.endpoints.keySet()));
  }

  private void add(Endpoint endpoint) {
    var node = root;
    var names = new ArrayList<String>();
    for (var segment : endpoint.template().substring(1).split("/", -1)) {
      if (!segment.startsWith("{")) {
        node = node.fixed.computeIfAbsent(segment, _ -> new Node());
        continue;
      }
      names.add(segment.substring(1, segment.length() - 1));
      var next = node.variable == null ? new Node() : node.variable;
      node.variable = next;
      node = next;
    }
    if (node.endpoints.put(endpoint.method().value(), new Leaf(endpoint, names)) != null)
      throw new IllegalArgumentException(
          "there are two endpoints for " + endpoint.method().value() + ' ' + endpoint.template());
  }

  /** What follows the same beginning of a path. */
  private static final class Node {
    final Map<String, Node> fixed = new HashMap<>();
    final Map<String, Leaf> endpoints = new TreeMap<>();
    @Nullable
    Node variable;
  }

  /** An endpoint and the names of its variables in the order of the path. */
  private record Leaf(Endpoint endpoint, List<String> names) {

    Map<String, String> variables(List<String> values) {
      var variables = new HashMap<String, String>(4);
      for (int i = 0; i < names.size(); i++)
        variables.put(names.get(i), values.get(i));
      return variables;
    }
  }
}
