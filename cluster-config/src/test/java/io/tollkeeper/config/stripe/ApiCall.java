package io.tollkeeper.config.stripe;

import java.util.List;

/**
 * A call of the API as it came.
 *
 * @param path the parts of its path after {@code /v1}
 * @param form the fields of its query or body
 * @param idempotencyKey empty if it had none
 */
public record ApiCall(String method, List<String> path, Form form, String idempotencyKey) {

  public ApiCall {
    path = List.copyOf(path);
  }

  boolean isPost() {
    return method.equals("POST");
  }

  /** A part of the path; empty if it has not so many. */
  String part(int index) {
    return index < path.size() ? path.get(index) : "";
  }

  /** The path as one text. */
  public String target() {
    return String.join("/", path);
  }
}
