namespace Whittle.Package.Tests;

/// <summary>
/// A user's day, run once, in order: checkout opened in the IDE, first build, builds after various edits, a broken model, clean.
/// Each command takes seconds, so the tests share their results.
/// </summary>
public sealed class ConsumerStory(PackedPackage package) : IAsyncLifetime
{
    private const string Folder = "digit app";
    private const string Model = Folder + "/Models/digits.onnx";
    private const string Program = Folder + "/Program.cs";

    private static readonly string[] s_build = ["build", "--no-restore", "-v:n"];

    private readonly Workspace _workspace = new(package);

    internal CommandResult OpenedInIde { get; private set; } = null!;

    internal CommandResult FirstBuild { get; private set; } = null!;

    internal CommandResult FirstRun { get; private set; } = null!;

    internal CommandResult BuildWithoutChange { get; private set; } = null!;

    internal CommandResult BuildAfterCodeEdit { get; private set; } = null!;

    internal CommandResult BuildAfterModelEdit { get; private set; } = null!;

    internal CommandResult RunAfterModelEdit { get; private set; } = null!;

    internal CommandResult BuildOfBadModel { get; private set; } = null!;

    internal CommandResult BadModelInIde { get; private set; } = null!;

    internal string BadPlanInIde { get; private set; } = null!;

    internal CommandResult Clean { get; private set; } = null!;

    internal string[] FilesBeforeClean { get; private set; } = [];

    internal string[] FilesAfterClean { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        _workspace.Write(Model, TinyModel.Write(bias: 0.25f));
        _workspace.Write(Folder + "/digit app.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Whittle" Version="*-*" />
                <CompressedModel Include="Models/digits.onnx" />
              </ItemGroup>
            </Project>
            """);
        _workspace.Write(Program, """
            using System;
            using System.Globalization;

            float[] scores = digit_app.Digits.Predict([1, 2, 3, 4]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scores.Length}: {scores[0]} {scores[1]}"));
            """);
        (await _workspace.Run(Folder, "restore")).Succeeded();
        OpenedInIde = await DesignTimeBuild();

        FirstBuild = await _workspace.Run(Folder, s_build);
        FirstRun = await Run();
        BuildWithoutChange = await _workspace.Run(Folder, s_build);
        File.AppendAllText(_workspace.PathOf(Program), "\n// an edit\n");
        BuildAfterCodeEdit = await _workspace.Run(Folder, s_build);
        _workspace.Write(Model, TinyModel.Write(bias: 1.25f));
        BuildAfterModelEdit = await _workspace.Run(Folder, s_build);
        RunAfterModelEdit = await Run();
        FilesBeforeClean = CompiledFiles();

        _workspace.Write(Model, TinyModel.Write(bias: 0, operatorType: "Frobnicate"));
        BuildOfBadModel = await _workspace.Run(Folder, s_build);
        BadModelInIde = await DesignTimeBuild();
        BadPlanInIde = string.Concat(Directory.GetFiles(_workspace.PathOf(Folder), "*.whittle.plan", SearchOption.AllDirectories).Select(File.ReadAllText));
        Clean = await _workspace.Run(Folder, "clean", "--nologo");
        FilesAfterClean = CompiledFiles();
    }

    public ValueTask DisposeAsync()
    {
        _workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    // What Visual Studio and Roslyn's workspaces run to learn the compiler's arguments.
    private Task<CommandResult> DesignTimeBuild() => _workspace.Run(
        Folder, "msbuild", "-t:Compile", "-getItem:CscCommandLineArgs",
        "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-p:BuildingInsideVisualStudio=true");

    private Task<CommandResult> Run() => _workspace.Run(Folder, "bin/Debug/net10.0/digit app.dll");

    private string[] CompiledFiles() => [.. Directory
        .GetFiles(_workspace.PathOf(Folder), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_workspace.PathOf(Folder), file).Replace('\\', '/'))
        .Where(file => file.Contains("/whittle/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];
}
