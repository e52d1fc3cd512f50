package io.tollkeeper.persistence.store;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Documents of maps, lists, strings, numbers and booleans as JSON text: the order of keys stays, and decimals stay exact. */
final class Documents {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final TypeReference<LinkedHashMap<String, Object>> DOCUMENT = new TypeReference<>() {};

  private Documents() {}

  static String write(Map<String, Object> document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the document is not made of maps, lists, strings, numbers and booleans alone",
          e);
    }
  }

  static Map<String, Object> read(String text) {
    try {
      return JSON.readValue(text, DOCUMENT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is damaged: " + e.getOriginalMessage(), e);
    }
  }
}
