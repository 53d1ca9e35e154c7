Console.WriteLine("duoshou");
