package io.tollkeeper.config.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;

/**
 * A place that is full after some megabytes, and can be given more. Where mounting is allowed it is a file system of its own, else a
 * limit on the size of the node's files.
 */
sealed interface SmallDisk extends AutoCloseable {

  /** The place. */
  Path directory();

  /** A node that lives there. */
  NodeSetup setup();

  /** Makes room. */
  void free(NodeProcess node);

  @Override
  void close();

  /** The best that this machine allows; {@code -Ddisk.mount=false} for the other one. */
  static SmallDisk in(Path directory) {
    var mounts = !"false".equals(System.getProperty("disk.mount"));
    return mounts && run("mount", "-t", "tmpfs", "-o", "size=" + Mounted.BYTES, "tollkeeper-test", directory.toString())
        ? new Mounted(directory)
        : new Limited(directory);
  }

  /** A file system in memory, most of which is taken by a file that can be deleted. */
  record Mounted(Path directory) implements SmallDisk {

    static final int BYTES = 48 * 1_024 * 1_024;
    private static final int BALLAST = 38 * 1_024 * 1_024;

    @Override
    public NodeSetup setup() {
      try {
        Files.write(ballast(), new byte[BALLAST]);
        return NodeSetup.in(Files.createDirectories(directory.resolve("data")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void free(NodeProcess node) {
      try {
        Files.delete(ballast());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      // By force if need be: nothing of a test may stay behind.
      if (!run("umount", directory.toString())) run("umount", "-l", directory.toString());
    }

    private Path ballast() {
      return directory.resolve("ballast");
    }
  }

  /** No file of the node can become larger than a few megabytes, until its limit is raised. */
  record Limited(Path directory) implements SmallDisk {

    // In blocks of 512 bytes, as POSIX has it.
    private static final int BLOCKS = 8 * 1_024 * 2;

    @Override
    public NodeSetup setup() {
      return NodeSetup.in(directory).launchedBy("sh", "-c", "ulimit -S -f " + BLOCKS + " && exec \"$@\"", "sh");
    }

    @Override
    public void free(NodeProcess node) {
      if (!run("prlimit", "--pid", Long.toString(node.pid()), "--fsize=unlimited"))
        throw new IllegalStateException("prlimit, of util-linux, is needed here");
    }

    @Override
    public void close() {}
  }

  private static boolean run(String... command) {
    try {
      var process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
