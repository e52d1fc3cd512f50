package io.tollkeeper.persistence.codec;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Optional;
import java.util.TreeMap;

import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Price;
import io.tollkeeper.engine.domain.Rate;
import io.tollkeeper.persistence.stored.Values;

/** The written form of prices, and of the work that they are of. */
final class PriceCodec {

  private static final int MAX_PLAIN_SCALE = 32;

  private PriceCodec() {}

  static Values.Price write(Price price) {
    var out = Values.Price.newBuilder().setBasis(EnumCodec.write(price.basis())).setRule(price.rule());
    price.credits().ifPresent(rate -> out.setCredits(write(rate.credits())));
    new TreeMap<>(price.per()).forEach((dimension, rate) -> out
        .addPer(Values.Rate.newBuilder().setDimension(dimension).setCredits(write(rate.credits()))));
    return out.build();
  }

  static Price read(Values.Price price) {
    var per = new HashMap<String, Rate>();
    for (var rate : price.getPerList())
      per.put(rate.getDimension(), Rate.of(rate.getCredits()));
    var credits = price.hasCredits() ? Optional.of(Rate.of(price.getCredits())) : Optional.<Rate>empty();
    return new Price(EnumCodec.read(price.getBasis()), price.getRule(), credits, per);
  }

  static Values.Dimensions write(Dimensions dimensions) {
    var out = Values.Dimensions.newBuilder();
    new TreeMap<>(dimensions.words())
        .forEach((name, word) -> out.addWords(Values.Dimensions.Word.newBuilder().setName(name).setValue(word)));
    new TreeMap<>(dimensions.totals()).forEach(
        (name, total) -> out.addTotals(Values.Dimensions.Total.newBuilder().setName(name).setValue(write(total))));
    return out.build();
  }

  static Dimensions read(Values.Dimensions dimensions) {
    var words = new HashMap<String, String>();
    for (var word : dimensions.getWordsList())
      words.put(word.getName(), word.getValue());
    var totals = new HashMap<String, BigDecimal>();
    for (var total : dimensions.getTotalsList())
      totals.put(total.getName(), new BigDecimal(total.getValue()));
    return new Dimensions(words, totals);
  }

  static Values.Demand write(Demand demand) {
    var out = Values.Demand.newBuilder().setFeature(demand.feature()).setQuantity(demand.quantity());
    demand.credits().ifPresent(credits -> out.setCredits(credits.micros()));
    if (!demand.dimensions().isEmpty()) out.setDimensions(write(demand.dimensions()));
    return out.build();
  }

  static Demand read(Values.Demand demand) {
    return new Demand(demand.getFeature(), demand.getQuantity(),
        demand.hasCredits() ? Optional.of(new Credits(demand.getCredits())) : Optional.empty(),
        demand.hasDimensions() ? read(demand.getDimensions()) : Dimensions.NONE);
  }

  private static String write(BigDecimal number) {
    // The plain form of 1E+1000000 would be a megabyte of zeros.
    return Math.abs(number.scale()) <= MAX_PLAIN_SCALE ? number.toPlainString() : number.toString();
  }
}
