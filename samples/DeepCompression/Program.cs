return DeepCompression.CommandLine.Run(args);
