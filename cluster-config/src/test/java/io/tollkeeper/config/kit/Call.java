package io.tollkeeper.config.kit;

import java.util.Map;

/** A request as it goes over the wire; an empty body is none. */
public record Call(String method, String path, String body, Map<String, String> headers) {

  public Call {
    headers = Map.copyOf(headers);
  }

  /** Asks for something. */
  public static Call get(String path) {
    return new Call("GET", path, "", Map.of());
  }

  /** Sends JSON. */
  public static Call post(String path, String json) {
    return new Call("POST", path, json, Map.of("Content-Type", "application/json"));
  }

  /** Sends JSON that replaces what was there. */
  public static Call put(String path, String json) {
    return new Call("PUT", path, json, Map.of("Content-Type", "application/json"));
  }
}
