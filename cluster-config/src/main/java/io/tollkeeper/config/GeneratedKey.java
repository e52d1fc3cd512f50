package io.tollkeeper.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The API key of a node that was given none: made once, kept in the data directory, readable by its owner alone. */
final class GeneratedKey {

  /** The tenant that it is for. */
  static final String TENANT = "default";

  private static final String FILE = "api-key";
  private static final int RANDOM_BYTES = 24;

  private GeneratedKey() {}

  /** Where it is kept. */
  static Path file(Path dataDir) {
    return dataDir.resolve(FILE);
  }

  /** The key in this directory, made now if there is none yet. Throws {@link SettingsException} if it cannot be kept. */
  static Settings.Key in(Path dataDir) {
    var file = file(dataDir);
    try {
      Files.createDirectories(dataDir);
      if (!Files.exists(file)) make(file);
      var secret = Files.readString(file).strip();
      if (secret.isEmpty())
        throw new SettingsException("the API key in " + file + " is empty; delete the file to have a new one made");
      return new Settings.Key(TENANT, Settings.Scope.ADMIN, secret);
    } catch (IOException e) {
      throw new SettingsException("the API key cannot be kept in " + file + ": " + e);
    }
  }

  private static void make(Path file) throws IOException {
    var random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, "tk_" + HexFormat.of().formatHex(random) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
  }
}
