System.Console.WriteLine("waickoff");
