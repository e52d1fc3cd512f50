package io.tollkeeper.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** PostgreSQL: for production. */
final class PostgreSql implements Product {

  // Callers wait 4 s for an answer and the journal's breaker 3 s for the database, so nothing here may take longer than that.
  private static final int CONNECT_SECONDS = 2;
  private static final int SOCKET_SECONDS = 3;
  // Only a row with the same key can be in an insert's way: a stale incarnation of the customer that has not committed. The rest of
  // the batch is not to wait for it.
  private static final String LOCK_TIMEOUT = "250ms";
  private static final String STATEMENT_TIMEOUT = "2500ms";
  // A node that freezes inside a transaction holds the keys that it has inserted; this is how long.
  private static final String IDLE_IN_TRANSACTION_TIMEOUT = "3s";

  private final String url;
  private final String user;
  private final String password;

  PostgreSql(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public Properties properties() {
    var properties = new Properties();
    if (!user.isEmpty()) properties.put("user", user);
    if (!password.isEmpty()) properties.put("password", password);
    properties.put("ApplicationName", "tollkeeper");
    // What a row holds is nobody's business in a log.
    properties.put("logServerErrorDetail", "false");
    // A batch of rows travels as one INSERT.
    properties.put("reWriteBatchedInserts", "true");
    properties.put("connectTimeout", Integer.toString(CONNECT_SECONDS));
    properties.put("loginTimeout", Integer.toString(CONNECT_SECONDS));
    properties.put("socketTimeout", Integer.toString(SOCKET_SECONDS));
    properties.put("cancelSignalTimeout", Integer.toString(CONNECT_SECONDS));
    properties.put("tcpKeepAlive", "true");
    return properties;
  }

  @Override
  public String greeting() {
    return "SET lock_timeout = '" + LOCK_TIMEOUT + "'; SET statement_timeout = '" + STATEMENT_TIMEOUT
        + "'; SET idle_in_transaction_session_timeout = '"
        + IDLE_IN_TRANSACTION_TIMEOUT + "'";
  }

  @Override
  public String migrations() {
    return "postgresql";
  }

  @Override
  public String timeQuery() {
    return "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";
  }

  @Override
  public Lane.Blame blame(SQLException failure) {
    return switch (stateClass(failure)) {
      // 54: beyond a limit of the server, such as the longest key of an index.
      case "22", "23", "54" -> Lane.Blame.ROW;
      case "55", "40" -> Lane.Blame.LOCK;
      default -> Lane.Blame.STORE;
    };
  }

  @Override
  public Optional<String> doubt(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(
            "SELECT name || ' = ' || setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') AND setting = 'off'")) {
      return result.next() ? Optional.of("the server has " + result.getString(1)) : Optional.empty();
    }
  }

  @Override
  public void prepare() {}

  @Override
  public void ready() {}

  @Override
  public void close() {}

  /** The class of an SQL state, its first two characters; empty if there is none. */
  private static String stateClass(SQLException failure) {
    var state = failure.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
