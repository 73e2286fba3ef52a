namespace Whittle.Architecture.Tests;

/// <summary>Who may reference whom. A new project outside tests and samples stands in the table first.</summary>
public class ArrowTests
{
    private static readonly Dictionary<string, string[]> s_mayReference = new(StringComparer.Ordinal)
    {
        ["Whittle.Onnx"] = [],
        ["Whittle.Plan"] = [],
        ["Whittle.Compiler"] = ["Whittle.Onnx", "Whittle.Plan"],
        ["Whittle.Build"] = ["Whittle.Compiler"],
        ["Whittle.Generator"] = ["Whittle.Plan"],
        ["Whittle.Tool"] = ["Whittle.Compiler", "Whittle.Generator", "Whittle.Analyzers", "Whittle.Runtime"],
        ["Whittle.Analyzers"] = ["Whittle.Plan"],
        ["Whittle.Analyzers.CodeFixes"] = ["Whittle.Analyzers", "Whittle.Plan"],
        ["Whittle.Runtime"] = [],
        ["Whittle.Runtime.Precompiled"] = [],
        ["Whittle.Compression"] = ["Whittle.Onnx"],
        ["Whittle.Compression.Build"] = [],
    };

    // Projects whose output the package carries; they are built first, and no type of theirs is used.
    private static readonly Dictionary<string, string[]> s_mayPack = new(StringComparer.Ordinal)
    {
        ["Whittle.Build"] = ["Whittle.Generator", "Whittle.Analyzers", "Whittle.Analyzers.CodeFixes", "Whittle.Runtime"],
        ["Whittle.Compression"] = ["Whittle.Compression.Build"],
    };

    private static IEnumerable<ProjectFile> Product => Repository.Projects.Where(project => project.Area is not ("tests" or "samples"));

    [Fact]
    public void Table_CoversEveryProject() =>
        Rule.Holds(Product.Select(project => project.Name).Where(name => !s_mayReference.ContainsKey(name)));

    [Fact]
    public void References_FollowTheArrows() => Rule.Holds(
        from project in Product
        from link in project.Links
        where link.LendsTypes && !s_mayReference[project.Name].Contains(link.Name)
        select $"{project.Name} -> {link.Name}");

    [Fact]
    public void BuildOrder_IsForThePackageOnly() => Rule.Holds(
        from project in Product
        from link in project.Links
        where !link.LendsTypes && !s_mayPack.GetValueOrDefault(project.Name, []).Contains(link.Name)
        select $"{project.Name} -> {link.Name}");

    [Fact]
    public void Runtime_ReferencesNothing()
    {
        var runtime = Assert.Single(Repository.Projects, project => project.Name == "Whittle.Runtime");
        Assert.Empty(runtime.Links);
        Rule.Holds(runtime.Packages.Where(package => !package.IsPrivate).Select(package => package.Name));
    }

    // Its one foreign assembly; the native half is chosen by executables.
    [Fact]
    public void Compression_BringsTorchSharpOnly() => Assert.Equal(
        ["TorchSharp"],
        Assert.Single(Repository.Projects, project => project.Name == "Whittle.Compression").Packages.Where(package => !package.IsPrivate).Select(
            package => package.Name));

    [Fact]
    public void LibTorch_IsCarriedByOneTestProject() => Assert.Equal(
        ["Whittle.Compression.Tests"],
        Repository.Projects.Where(project => project.Area == "tests" && project.UsesTorch).Select(project => project.Name));

    // System.Memory is the exception that hosts carry: .NET itself, and MSBuild on .NET Framework.
    [Fact]
    public void WhatHostsLoad_BringsNoForeignAssembly() => Rule.Holds(
        from project in Product
        where project.Area is "generator" or "analyzers" && project.Name != "Whittle.Tool"
        from package in project.Packages
        where !package.IsPrivate && package.Name != "System.Memory"
        select $"{project.Name} -> {package.Name}");

    // Analyzer hosts carry nothing of that kind for certain, so their assemblies do without it.
    [Fact]
    public void WhatTheCompilerLoads_NeedsOnlyTheCompiler() => Rule.Holds(
        from project in Product
        where project.Name is "Whittle.Plan" or "Whittle.Generator" || project.Area == "analyzers"
        from package in project.Packages
        where !package.IsPrivate
        select $"{project.Name} -> {package.Name}");
}
