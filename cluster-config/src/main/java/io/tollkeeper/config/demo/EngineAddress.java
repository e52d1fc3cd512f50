package io.tollkeeper.config.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Where a running node is, and the key that opens it. Read from the same environment as the node reads, so that both can be started from
 * one shell.
 */
public record EngineAddress(URI base, String key) {

  /** Throws {@link IllegalStateException} with one line that says what to set. */
  public static EngineAddress of(Map<String, String> environment) {
    var host = environment.getOrDefault("TOLLKEEPER_HTTP_HOST", "127.0.0.1");
    var port = environment.getOrDefault("TOLLKEEPER_HTTP_PORT", "8080");
    var url = environment.getOrDefault("TOLLKEEPER_URL", "http://" + host + ':' + port);
    try {
      return new EngineAddress(URI.create(url.replaceFirst("/+$", "")), key(environment));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("TOLLKEEPER_URL is not an address: " + url, e);
    }
  }

  @Override
  public String toString() {
    return base.toString();
  }

  private static String key(Map<String, String> environment) {
    var keys = environment.getOrDefault("TOLLKEEPER_API_KEYS", "");
    if (!keys.isBlank())
      return Arrays.stream(keys.split(",", -1)).map(EngineAddress::admin).filter(key -> !key.isEmpty()).findFirst()
          .orElseThrow(() -> new IllegalStateException("TOLLKEEPER_API_KEYS has no key as tenant:admin:key"));
    var file = Path.of(Objects.requireNonNullElse(environment.get("TOLLKEEPER_DATA_DIR"), "data")).resolve("api-key")
        .toAbsolutePath().normalize();
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalStateException(
          "no API key: set TOLLKEEPER_API_KEYS as for the node, or TOLLKEEPER_DATA_DIR to its data directory (there is no "
              + file + ")",
          e);
    }
  }

  private static String admin(String entry) {
    var parts = entry.strip().split(":", 3);
    return parts.length == 3 && parts[1].equals("admin") ? parts[2] : "";
  }
}
