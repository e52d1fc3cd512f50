package io.tollkeeper.config.kit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A response as it came.
 *
 * @param replayed whether it says that it is the first answer to an earlier request
 * @param retryAfter in how many seconds it asks to be asked again; empty if it does not
 */
public record Answer(int status, boolean replayed, String retryAfter, String body) {

  private static final JsonMapper JSON = new JsonMapper();

  /** The body, which must be JSON. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new AssertionError("no JSON with status " + status + ": " + body, e);
    }
  }

  /** The code of a decision or a problem; empty if there is none. */
  public String code() {
    return body.startsWith("{") ? json().path("code").asText("") : "";
  }

  /** This, if it has the status that is expected. */
  public Answer expect(int expected) {
    if (status != expected) throw new AssertionError("expected " + expected + ", got " + status + ": " + body);
    return this;
  }
}
