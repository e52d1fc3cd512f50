package io.tollkeeper.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;

/** A storefront that gives the answer that it is told to give, and remembers what was wished for. */
final class ScriptedStorefront implements Storefront {

  final List<Purchase> purchases = new ArrayList<>();
  volatile Visit visit = new Visit.Page("cs_1", "https://pay.example/cs_1");
  volatile boolean open = true;

  @Override
  public boolean isOpen(String tenant) {
    return open;
  }

  @Override
  public synchronized CompletionStage<Visit> checkout(Purchase purchase) {
    purchases.add(purchase);
    return CompletableFuture.completedStage(visit);
  }

  @Override
  public CompletionStage<Visit> portal(CustomerKey customer, String payer, Optional<String> returnUrl) {
    return CompletableFuture.completedStage(visit instanceof Visit.Page
        ? new Visit.Page("bps_1", "https://pay.example/" + payer + "?back=" + returnUrl.orElse(""))
        : visit);
  }
}
