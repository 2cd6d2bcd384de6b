namespace Waickoff.Testing;

/// <summary>The files of the repository, for tests about the repository itself.</summary>
public static class Repository
{
    private static readonly string[] NotKept = [".git", "artifacts", "bin", "obj", "node_modules", "TestResults"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Paths of all files that belong to it, relative to its root.</summary>
    public static IEnumerable<string> Files() => FilesIn(new DirectoryInfo(Root));

    private static IEnumerable<string> FilesIn(DirectoryInfo folder) =>
        folder
            .EnumerateFiles()
            .Select(file => Path.GetRelativePath(Root, file.FullName))
            .Concat(
                folder
                    .EnumerateDirectories()
                    .Where(d => !NotKept.Contains(d.Name) && d.LinkTarget is null)
                    .SelectMany(FilesIn)
            );

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Waickoff.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        return folder.FullName;
    }
}
