package io.tollkeeper.config.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Call;

/**
 * A customer's ledger as it was read over HTTP, oldest entry first, and the balance that was read beside it.
 */
public record Ledger(String customer, List<Entry> entries, Balance balance) {

  /** One entry; its key is that of an {@link Operation}, or empty if the customer's own clock made it. */
  public record Entry(long seq, String type, String key, BigDecimal amount, Balance balance) {}

  /** What a customer has. */
  public record Balance(BigDecimal settled, BigDecimal available) {

    static Balance of(JsonNode node) {
      return new Balance(decimal(node, "settled"), decimal(node, "available"));
    }
  }

  public Ledger {
    entries = List.copyOf(entries);
  }

  /** Reads all of it. */
  public static Ledger read(ApiClient client, String customer) {
    var path = "/v1/customers/" + customer;
    var entries = new ArrayList<Entry>();
    var page = get(client, path + "/ledger?limit=500");
    while (true) {
      page.path("entries").forEach(entry -> entries.add(entry(entry)));
      if (!page.path("next_cursor").isTextual()) break;
      page = get(client, path + "/ledger?limit=500&cursor=" + page.path("next_cursor").textValue());
    }
    return new Ledger(customer, entries.reversed(), Balance.of(get(client, path + "/balance")));
  }

  private static JsonNode get(ApiClient client, String path) {
    return client.askPatiently(Call.get(path)).expect(200).json();
  }

  /** Whether there is an entry of this operation. */
  boolean has(Operation operation) {
    return entries.stream().anyMatch(entry -> entry.key().equals(operation.key()));
  }

  private static Entry entry(JsonNode node) {
    var type = node.path("type").asText();
    var id = switch (type) {
      case "consume" -> "consume:" + node.path("usage_id").asText();
      case "grant" -> "grant:" + node.path("grant_id").asText();
      case "adjust" -> "adjust:" + node.path("adjustment_id").asText();
      default -> "";
    };
    return new Entry(node.path("seq").asLong(), type, id, decimal(node, "amount"), Balance.of(node.path("balance")));
  }

  private static BigDecimal decimal(JsonNode node, String field) {
    return new BigDecimal(node.path(field).asText());
  }
}
