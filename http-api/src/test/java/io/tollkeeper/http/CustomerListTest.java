package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerListTest {

  private final ApiServer server = new ApiServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void customers_are_listed_in_the_order_of_their_ids() {
    for (var customer : List.of("b", "a", "c"))
      server.put("/v1/customers/" + customer, "{}");
    assertEquals("{\"entries\":[{\"customer\":\"a\",\"stripe_customer_id\":null,\"plan\":null},"
        + "{\"customer\":\"b\",\"stripe_customer_id\":null,\"plan\":null}],\"next_cursor\":\"b\"}",
        server.get("/v1/customers?limit=2").text());
    assertEquals("{\"entries\":[{\"customer\":\"c\",\"stripe_customer_id\":null,\"plan\":null}],\"next_cursor\":null}",
        server.get("/v1/customers?limit=2&cursor=b").text());
  }

  @Test
  void a_customer_is_found_by_its_id_at_stripe() {
    server.put("/v1/customers/acme", "{\"stripe_customer_id\":\"cus_1\"}");
    server.put("/v1/customers/other", "{\"stripe_customer_id\":\"cus_2\"}");
    assertEquals("{\"entries\":[{\"customer\":\"acme\",\"stripe_customer_id\":\"cus_1\",\"plan\":null}],"
        + "\"next_cursor\":null}", server.get("/v1/customers?stripe_customer_id=cus_1").text());
    assertEquals("{\"entries\":[],\"next_cursor\":null}", server.get("/v1/customers?stripe_customer_id=cus_3").text());
  }

  @Test
  void what_is_asked_for_wrongly_is_refused() {
    for (var query : List.of("limit=0", "limit=501", "cursor=a%20b", "stripe_customer_id=a%2Fb", "name=x"))
      assertEquals(400, server.get("/v1/customers?" + query).status(), query);
  }

  @Test
  void a_list_that_is_away_is_told() {
    server.roster.reachable(false);
    assertEquals(503, server.get("/v1/customers").status());
  }
}
